package dev.lorabake.tui;

import java.time.Duration;

/**
 * When a list is looked at again: two seconds later, and later still where looking takes long, so
 * that it never takes more than a tenth of a core.
 */
public final class NextLook {
  private static final int USUAL = 8;
  private static final int LATEST = 240;
  private static final int SHARE = 10;

  private NextLook() {}

  /** The ticks of rest after a look that took so long. */
  public static int after(Duration took) {
    return Math.clamp(took.multipliedBy(SHARE).dividedBy(Program.TICK), USUAL, LATEST);
  }

  /** The ticks of rest where nobody knows how long it takes. */
  public static int usual() {
    return USUAL;
  }
}
