package dev.lorabake.preflight;

import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which parts of the base model are trained, and how fast (networks/lora.py, {@code
 * prepare_optimizer_params}).
 *
 * @param model whether U-Net or transformer is trained
 * @param modelRate its rate; empty when the recipe's value is unusable
 * @param textEncoderRates one for all text encoders, or one for each
 */
public record TrainedParts(
    boolean model, OptionalDouble modelRate, boolean textEncoder, List<Double> textEncoderRates) {

  /** Modules that never train text encoders (networks/oft.py, networks/oft_flux.py). */
  private static final Set<String> MODEL_ONLY = Set.of("networks.oft", "networks.oft_flux");

  public static TrainedParts of(Recipe recipe) {
    OptionalDouble main = recipe.number("learning_rate");
    List<Double> own =
        recipe.list("text_encoder_lr").stream()
            .filter(Number.class::isInstance)
            .map(item -> ((Number) item).doubleValue())
            .toList();
    boolean never =
        recipe.family().id().equals("hunyuan-image")
            || MODEL_ONLY.contains(recipe.text("network_module").orElse(""));
    return new TrainedParts(
        !recipe.flag("network_train_text_encoder_only"),
        recipe.isSet("unet_lr") ? recipe.number("unet_lr") : main,
        !recipe.flag("network_train_unet_only") && !never,
        !own.isEmpty() ? own : main.isPresent() ? List.of(main.getAsDouble()) : List.of());
  }

  /** The rates that are in use, each once. */
  public Set<Double> rates() {
    Set<Double> rates = new TreeSet<>();
    if (model) {
      modelRate.ifPresent(rates::add);
    }
    if (textEncoder) {
      rates.addAll(textEncoderRates);
    }
    rates.remove(0.0);
    return rates;
  }
}
