package dev.lorabake.preflight;

import dev.lorabake.weights.ModelContents;
import dev.lorabake.weights.UnreadableWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model file or folder that the recipe names, as far as its headers tell.
 *
 * @param contents null where it is no safetensors file, or could not be read
 * @param problem what is in its place; null where it is whole, or could not be read at all
 */
public record ModelFile(
    Path path, @Nullable ModelContents contents, @Nullable UnreadableWeights problem) {

  static ModelFile read(Path path) {
    try {
      return new ModelFile(path, ModelContents.read(path), null);
    } catch (UnreadableWeights e) {
      return new ModelFile(path, null, e);
    } catch (IOException e) {
      return new ModelFile(path, null, null);
    }
  }

  public boolean isFolder() {
    return Files.isDirectory(path);
  }

  /** The ending by which some of upstream's loaders choose how to read a file. */
  public boolean hasEnding(String ending) {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
