package dev.lorabake.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;

/**
 * What a safetensors file says about itself: its tensors and the metadata that its writer added.
 * Only the header is read, and nothing in it is believed before it is checked against the file.
 */
public final class SafetensorsHeader {
  private final Map<String, Tensor> tensors;
  private final Map<String, String> metadata;
  private final long headerBytes;
  private final long fileBytes;

  SafetensorsHeader(
      Map<String, Tensor> tensors, Map<String, String> metadata, long headerBytes, long fileBytes) {
    this.tensors = Collections.unmodifiableMap(tensors);
    this.metadata = Collections.unmodifiableMap(metadata);
    this.headerBytes = headerBytes;
    this.fileBytes = fileBytes;
  }

  /**
   * Reads and checks a header: the tensors cover the rest of the file without gap or overlap.
   *
   * @throws UnreadableWeights when the file is not a whole safetensors file
   * @throws IOException when it cannot be read
   */
  public static SafetensorsHeader read(Path file) throws IOException {
    return HeaderReader.read(file);
  }

  /** Tensors by name, in the header's order. */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /**
   * The texts under {@code __metadata__}; sd-scripts writes {@code ss_…} and {@code modelspec.…}.
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  public boolean has(String tensorName) {
    return tensors.containsKey(tensorName);
  }

  /** Size of the whole file. */
  public long fileBytes() {
    return fileBytes;
  }

  /** Position in the file of offset 0 of the tensors. */
  long valuesStart() {
    return headerBytes;
  }
}
