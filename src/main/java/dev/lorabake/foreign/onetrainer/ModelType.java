package dev.lorabake.foreign.onetrainer;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model type of OneTrainer that sd-scripts trains too (modules/util/enum/ModelType.py).
 *
 * @param family lorabake's family
 * @param denoiser the config's name for the part that takes the noise away
 * @param textEncoders the config's names for its text encoders, in sd-scripts' order
 * @param doubt what sd-scripts does not train of it, {@code null} for nothing
 */
record ModelType(
    String id, String family, String denoiser, List<String> textEncoders, @Nullable String doubt) {
  private static final List<String> ONE = List.of("text_encoder");
  private static final List<String> TWO = List.of("text_encoder", "text_encoder_2");
  private static final List<String> THREE =
      List.of("text_encoder", "text_encoder_2", "text_encoder_3");
  private static final String INPAINTING =
      "it is an inpainting model, whose further input sd-scripts does not train: name a plain one";

  private static final List<ModelType> ALL =
      List.of(
          new ModelType("STABLE_DIFFUSION_15", "sd15", "unet", ONE, null),
          new ModelType("STABLE_DIFFUSION_15_INPAINTING", "sd15", "unet", ONE, INPAINTING),
          new ModelType("STABLE_DIFFUSION_20", "sd2", "unet", ONE, null),
          new ModelType("STABLE_DIFFUSION_20_BASE", "sd2", "unet", ONE, null),
          new ModelType("STABLE_DIFFUSION_20_INPAINTING", "sd2", "unet", ONE, INPAINTING),
          new ModelType(
              "STABLE_DIFFUSION_20_DEPTH",
              "sd2",
              "unet",
              ONE,
              "it is a depth model, whose further input sd-scripts does not train: name a plain"
                  + " one"),
          new ModelType("STABLE_DIFFUSION_21", "sd2", "unet", ONE, null),
          new ModelType("STABLE_DIFFUSION_21_BASE", "sd2", "unet", ONE, null),
          new ModelType("STABLE_DIFFUSION_3", "sd3", "transformer", THREE, null),
          new ModelType("STABLE_DIFFUSION_35", "sd3", "transformer", THREE, null),
          new ModelType("STABLE_DIFFUSION_XL_10_BASE", "sdxl", "unet", TWO, null),
          new ModelType("STABLE_DIFFUSION_XL_10_BASE_INPAINTING", "sdxl", "unet", TWO, INPAINTING),
          new ModelType("FLUX_DEV_1", "flux", "transformer", TWO, null),
          new ModelType("FLUX_FILL_DEV_1", "flux", "transformer", TWO, INPAINTING),
          new ModelType("CHROMA_1", "chroma", "transformer", ONE, null),
          new ModelType("ANIMA", "anima", "transformer", ONE, null));

  static Optional<ModelType> find(String id) {
    return ALL.stream().filter(type -> type.id.equals(id)).findFirst();
  }

  static List<String> ids() {
    return ALL.stream().map(ModelType::id).toList();
  }

  boolean hasUnet() {
    return denoiser.equals("unet");
  }

  /** Those of SD 2 that were made for 768 pixels predict velocity. */
  boolean predictsVelocity() {
    return id.equals("STABLE_DIFFUSION_20") || id.equals("STABLE_DIFFUSION_21");
  }
}
