package dev.lorabake.recipe;

import dev.lorabake.weights.ModelContents;
import dev.lorabake.weights.ModelKind;
import dev.lorabake.weights.ModelPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Tells a base model's family from what its file or folder says of itself. */
final class ModelHeader {
  private static final Map<ModelKind, String> FAMILIES =
      Map.of(
          ModelKind.SD1, "sd15",
          ModelKind.SD2, "sd2",
          ModelKind.SDXL, "sdxl",
          ModelKind.SD3, "sd3",
          ModelKind.FLUX, "flux",
          ModelKind.CHROMA, "chroma",
          ModelKind.LUMINA, "lumina",
          ModelKind.ANIMA, "anima",
          ModelKind.HUNYUAN_IMAGE, "hunyuan-image");

  private ModelHeader() {}

  /** The family's id; empty when the file does not tell it or cannot be read. */
  static Optional<String> familyOf(Path model) {
    try {
      return ModelContents.read(model)
          .base()
          .map(ModelPart::kind)
          .flatMap(kind -> Optional.ofNullable(FAMILIES.get(kind)));
    } catch (IOException e) {
      return Optional.empty(); // the preflight says what is wrong with the file
    }
  }
}
