package dev.lorabake.recipe;

import dev.lorabake.weights.ModelContents;
import dev.lorabake.weights.ModelPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Tells a base model's family from what its file or folder says of itself. */
final class ModelHeader {
  private ModelHeader() {}

  /** The family's id; empty when the file does not tell it or cannot be read. */
  static Optional<String> familyOf(Path model) {
    try {
      return ModelContents.read(model)
          .base()
          .map(ModelPart::kind)
          .flatMap(kind -> Optional.ofNullable(kind.family()));
    } catch (IOException e) {
      return Optional.empty(); // the preflight says what is wrong with the file
    }
  }
}
