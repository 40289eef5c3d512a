package dev.lorabake.weights;

import java.util.Locale;
import java.util.Map;

/**
 * What a model says that it predicts.
 *
 * @param target noise or velocity, as far as it is told
 * @param sure told by a tensor or a scheduler's configuration made for it; the metadata of a file
 *     outlive merges and are less certain
 * @param zeroTerminalSnr whether it was trained down to pure noise
 */
public record Prediction(Target target, boolean sure, boolean zeroTerminalSnr) {

  /** What the model's output is. */
  public enum Target {
    UNKNOWN,
    NOISE,
    VELOCITY
  }

  static final Prediction UNKNOWN = new Prediction(Target.UNKNOWN, false, false);

  /**
   * Fine-tunes mark themselves with empty tensors {@code v_pred} and {@code ztsnr}; the model
   * specification's key is {@code modelspec.prediction_type} (library/sai_model_spec.py).
   */
  static Prediction of(Map<String, Tensor> tensors, Map<String, String> metadata) {
    boolean snr = tensors.containsKey("ztsnr");
    if (tensors.containsKey("v_pred")) {
      return new Prediction(Target.VELOCITY, true, snr);
    }
    String stated = metadata.getOrDefault("modelspec.prediction_type", "");
    return new Prediction(named(stated), false, snr);
  }

  /** The words of model specification and diffusers. */
  static Target named(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "v", "v_prediction" -> Target.VELOCITY;
      case "epsilon" -> Target.NOISE;
      default -> Target.UNKNOWN;
    };
  }
}
