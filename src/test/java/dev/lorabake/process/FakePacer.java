package dev.lorabake.process;

import java.time.Duration;

/** Time that passes only while somebody waits. */
public final class FakePacer implements Pacer {
  private long nanos;

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void pause(Duration duration) {
    nanos += duration.toNanos();
  }
}
