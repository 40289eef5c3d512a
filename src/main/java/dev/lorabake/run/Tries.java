package dev.lorabake.run;

/** How often a training was started again by itself, for each reason. */
public record Tries(int oom, int crash) {
  public static final Tries NONE = new Tries(0, 0);

  /** With one more. */
  public Tries and(Retry why) {
    return switch (why) {
      case OOM -> new Tries(oom + 1, crash);
      case CRASH -> new Tries(oom, crash + 1);
    };
  }

  /** The number of the try itself: the first start is 1. */
  public int number() {
    return 1 + oom + crash;
  }
}
