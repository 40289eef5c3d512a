package dev.lorabake.dataset;

/** A file whose size cannot be read; the message says why. */
final class UnreadableImage extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableImage(String message) {
    // thousands may be broken, and nobody looks at the trace
    super(message, null, false, false);
  }
}
