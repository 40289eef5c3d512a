package dev.lorabake.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells whether a weights file can be used. The file's name proves nothing: safetensors before 0.8,
 * among them upstream's pinned 0.4.5, writes straight to the final name.
 */
public final class CheckpointCheck {
  private CheckpointCheck() {}

  /** What became of the check. */
  public sealed interface Result {}

  /**
   * The header parses, the size is what it says, and the values that were read are finite.
   *
   * @param warnings what does not make the file unusable and is odd all the same
   */
  public record Verified(long bytes, int tensors, List<String> warnings) implements Result {}

  /** The file is missing, cut, damaged or holds values that are not finite. */
  public record Broken(String problem) implements Result {}

  /**
   * Reads all values of a small file, and a fixed number of samples of each tensor of a large one.
   */
  public static Result verify(Path file) {
    if (!Files.exists(file)) {
      return new Broken("the file is not there");
    }
    try {
      SafetensorsHeader header = SafetensorsHeader.read(file);
      if (header.tensors().isEmpty()) {
        return new Broken("the file holds no tensors");
      }
      return new ValueCheck(header).read(file);
    } catch (UnreadableWeights e) {
      return new Broken(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Broken("the file cannot be read: " + e.getMessage());
    }
  }
}
