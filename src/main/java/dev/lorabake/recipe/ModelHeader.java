package dev.lorabake.recipe;

import dev.lorabake.weights.SafetensorsHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Tells a base model's family from what its file or folder says of itself. */
final class ModelHeader {
  private ModelHeader() {}

  /** The family's id; empty when the file does not tell it or cannot be read. */
  static Optional<String> familyOf(Path model) {
    return Files.isDirectory(model) ? ofDiffusers(model) : ofFile(model);
  }

  private static Optional<String> ofDiffusers(Path folder) {
    Path index = folder.resolve("model_index.json");
    try {
      String text = Files.readString(index);
      if (text.contains("StableDiffusionXL")) {
        return Optional.of("sdxl");
      }
      if (text.contains("StableDiffusion3")) {
        return Optional.of("sd3");
      }
      return text.contains("StableDiffusionPipeline") ? Optional.of("sd15") : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> ofFile(Path file) {
    try {
      return ofTensors(SafetensorsHeader.read(file).tensors().keySet());
    } catch (IOException e) {
      return Optional.empty(); // the preflight says what is wrong with the file
    }
  }

  /** The family whose tensors these names are. */
  static Optional<String> ofTensors(Set<String> names) {
    if (names.stream().anyMatch(name -> name.startsWith("conditioner.embedders."))) {
      return Optional.of("sdxl");
    }
    if (names.stream().anyMatch(name -> name.startsWith("cond_stage_model.model."))) {
      return Optional.of("sd2");
    }
    if (names.stream().anyMatch(name -> name.startsWith("cond_stage_model.transformer."))) {
      return Optional.of("sd15");
    }
    if (names.stream().anyMatch(name -> name.contains("double_blocks.0."))) {
      return Optional.of("flux");
    }
    return names.stream().anyMatch(name -> name.contains("joint_blocks.0."))
        ? Optional.of("sd3")
        : Optional.empty();
  }
}
