package dev.lorabake.log;

/** What a progress bar counts, by its label. */
enum BarKind {
  STEPS("steps"),
  VALIDATION("validation steps"),
  EPOCH_VALIDATION("epoch validation steps"),
  CAPTIONS("read caption"),
  IMAGE_SIZES("get image size"),
  MODEL("Loading pipeline components..."),
  SHARDS("Loading checkpoint shards"),
  SAMPLING("Sampling"),
  /** The bars of image sizes, caches and samples have no label: the record before them tells. */
  UNLABELLED(""),
  OTHER("\0");

  private static final BarKind[] ALL = values();

  private final String label;

  BarKind(String label) {
    this.label = label;
  }

  static BarKind of(byte[] bytes, int from, int to) {
    for (BarKind kind : ALL) {
      if (kind.isLabelled(bytes, from, to)) {
        return kind;
      }
    }
    return OTHER;
  }

  private boolean isLabelled(byte[] bytes, int from, int to) {
    if (to - from != label.length()) {
      return false;
    }
    for (int i = 0; i < label.length(); i++) {
      if (bytes[from + i] != label.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
