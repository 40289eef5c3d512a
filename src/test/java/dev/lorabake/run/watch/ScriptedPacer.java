package dev.lorabake.run.watch;

import dev.lorabake.process.Pacer;
import java.time.Duration;

/** Time that passes when a test says so. */
public final class ScriptedPacer implements Pacer {
  private long now = 1_000_000_000L;

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void pause(Duration duration) {
    pass(duration);
  }

  /** Lets time pass. */
  public void pass(Duration duration) {
    now += duration.toNanos();
  }
}
