package dev.lorabake.dataset;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long files took to read in this look, which tells whether it pays to remember them: from a
 * warm local disk a header is read as fast as the identity is asked for by which it would be known.
 * May be used by several threads.
 */
final class ReadingPace {
  /** As many are remembered before the pace says anything: a JVM is slow with its first files. */
  private static final int SAMPLE = 256;

  /**
   * What a file from memory takes on a machine that is busy, and one from a disk does not: a fresh
   * process needs some 20 microseconds, a cold solid-state disk 100 and more at each of its reads.
   */
  private static final long SLOW = TimeUnit.MICROSECONDS.toNanos(500);

  private final LongAdder files = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /** A file was read in that time. */
  void took(long nanosOfIt) {
    nanos.add(nanosOfIt);
    files.increment();
  }

  /** Whether files are read slowly, or so few were that nobody knows. */
  boolean maybeSlow() {
    long count = files.sum();
    return count < SAMPLE || nanos.sum() >= count * SLOW;
  }

  /** Whether files were read slowly. */
  boolean isSlow() {
    return nanos.sum() >= files.sum() * SLOW;
  }
}
