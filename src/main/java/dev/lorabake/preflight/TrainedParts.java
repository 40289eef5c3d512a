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
    return new TrainedParts(
        !recipe.flag("network_train_text_encoder_only"),
        recipe.isSet("unet_lr") ? recipe.number("unet_lr") : main,
        !recipe.flag("network_train_unet_only") && isTrainable(recipe),
        !own.isEmpty() ? own : main.isPresent() ? List.of(main.getAsDouble()) : List.of());
  }

  /**
   * Whether any text encoder gets a network: HunyuanImage has none for them, Chroma only for T5
   * (networks/lora_hunyuan_image.py, flux_train_network.py), and these presets of LyCORIS leave
   * them out.
   */
  private static boolean isTrainable(Recipe recipe) {
    ChosenNetwork network = ChosenNetwork.of(recipe);
    boolean chroma =
        recipe.family().id().equals("chroma")
            || recipe.text("model_type").orElse("").equals("chroma");
    return !recipe.family().id().equals("hunyuan-image")
        && !MODEL_ONLY.contains(network.module())
        && !(chroma && !network.isTrue("train_t5xxl"))
        && !(network.isLycoris() && network.args().getOrDefault("preset", "").startsWith("unet-"));
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
