package dev.lorabake.weights;

import java.io.IOException;

/**
 * A model file that is not the whole safetensors file it should be; the message says what it is.
 */
public final class UnreadableWeights extends IOException {
  private static final long serialVersionUID = 1L;

  /** What was found in place of a whole safetensors file. */
  public enum Reason {
    EMPTY,
    /** A web page, saved where a download should have been. */
    HTML_PAGE,
    /** The few lines that Git LFS leaves where the file was not fetched. */
    GIT_LFS_POINTER,
    /** Quantised for llama.cpp or ComfyUI. */
    GGUF,
    /** A pickle or the zip that {@code torch.save} writes: reading it may run code. */
    PICKLE,
    /** One of the files of a model that was split is not there. */
    PART_MISSING,
    /** The file ends before its header or its values do. */
    TRUNCATED,
    /** It starts like a safetensors file, and what its header says cannot be. */
    DAMAGED,
    NOT_SAFETENSORS
  }

  private final Reason reason;

  UnreadableWeights(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
