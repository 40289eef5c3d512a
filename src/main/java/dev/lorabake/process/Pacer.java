package dev.lorabake.process;

import java.time.Duration;

/** Time as it passes, whatever is done to the clock on the wall; tests make it pass. */
public interface Pacer {
  /** Nanoseconds from a fixed but unknown moment; never goes back. */
  long nanos();

  /** Waits that long, or less when there is a reason to look again. */
  void pause(Duration duration) throws InterruptedException;

  /** The machine's own. */
  static Pacer system() {
    return new Pacer() {
      @Override
      public long nanos() {
        return System.nanoTime();
      }

      @Override
      public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
      }
    };
  }
}
