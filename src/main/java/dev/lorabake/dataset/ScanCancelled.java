package dev.lorabake.dataset;

/** Somebody did not want to wait for a look at many files; nothing was changed by it. */
public final class ScanCancelled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ScanCancelled() {
    super("cancelled", null, false, false);
  }
}
