package dev.lorabake.foreign.onetrainer;

import dev.lorabake.foreign.Draft;
import dev.lorabake.foreign.Key;
import dev.lorabake.foreign.KeyView;
import dev.lorabake.foreign.Mapping;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** A config of OneTrainer on its way into a recipe. */
record Config(Mapping to, ModelType model) {
  private static final MathContext ROUNDING = new MathContext(6);
  static final String OWN = "OneTrainer's default";

  Key key(String name) {
    return to.keys().key(name);
  }

  Key denoiser(String field) {
    return key(model.denoiser() + "." + field);
  }

  KeyView keys() {
    return to.keys();
  }

  Draft draft() {
    return to.draft();
  }

  String family() {
    return to.family().id();
  }

  /** By what OneTrainer multiplies every rate (modules/util/NamedParameterGroup.py). */
  double rateScale() {
    long batch = Math.max(1, key("batch_size").whole(1));
    long cards =
        key("multi_gpu").flag(false)
            ? key("device_indexes").text().orElse("").split(",", -1).length
            : 1;
    return switch (key("learning_rate_scaler").text().orElse("NONE")) {
      case "BATCH" -> Math.sqrt((double) batch);
      case "GLOBAL_BATCH" -> Math.sqrt((double) batch * cards);
      case "GRADIENT_ACCUMULATION" -> Math.sqrt((double) accumulation());
      case "BOTH" -> Math.sqrt((double) batch * accumulation());
      case "GLOBAL_BOTH" -> Math.sqrt((double) batch * accumulation() * cards);
      default -> 1;
    };
  }

  /** A rate as OneTrainer runs it. */
  double scaled(double rate) {
    double scale = rateScale();
    return scale == 1 ? rate : new BigDecimal(rate * scale, ROUNDING).doubleValue();
  }

  boolean flow() {
    return to.family().flow();
  }

  /** Batches of one optimizer step: OneTrainer's steps are batches, sd-scripts' are not. */
  long accumulation() {
    return Math.max(1, key("gradient_accumulation_steps").whole(1));
  }

  long epochs() {
    return key("epochs").whole(100);
  }

  /** Whether a text encoder is trained: they are, unless the config says otherwise. */
  boolean trains(String textEncoder) {
    return key(textEncoder + ".train").flag(true);
  }

  boolean trainsText() {
    return model.textEncoders().stream().anyMatch(this::trains);
  }

  boolean caches() {
    return key("latent_caching").flag(true);
  }

  boolean masked() {
    return key("masked_training").flag(false);
  }

  /** The sides that {@code resolution} names: one, or several to choose from. */
  List<Object> resolutions() {
    return Resolutions.of(key("resolution").text().orElse("512"));
  }
}
