package dev.lorabake.cli;

import dev.lorabake.dataset.Progress;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells a person who waits longer than a second how far a look at a data set is: on one line of
 * standard error, which is empty again at the end and when Ctrl-C ends the program.
 */
final class ScanProgress implements Progress, AutoCloseable {
  private static final long SILENT = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);

  private final Output output;
  private final LongSupplier nanoTime;
  private final Thread clearing;
  private volatile long next;
  private volatile boolean over;
  private boolean shown;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  ScanProgress(Output output, LongSupplier nanoTime) {
    this.output = output;
    this.nanoTime = nanoTime;
    this.clearing = new Thread(this::end, "clear-progress");
    this.next = nanoTime.getAsLong() + SILENT;
  }

  @Override
  public void done(Work work, int done, int all) {
    if (!over && nanoTime.getAsLong() - next >= 0) {
      tell(work, done, all);
    }
  }

  private synchronized void tell(Work work, int done, int all) {
    long now = nanoTime.getAsLong();
    if (over || now - next < 0) {
      return; // another thread was quicker
    }
    next = now + PAUSE;
    if (!shown) {
      Runtime.getRuntime().addShutdownHook(clearing);
    }
    shown = true;
    String doing =
        switch (work) {
          case READING_IMAGES -> "reading images";
          case COMPARING_PICTURES -> "comparing pictures";
        };
    output.status(String.format(Locale.ROOT, "%s %,d of %,d", doing, done, all));
  }

  private synchronized void end() {
    over = true;
    output.clearStatus();
  }

  /** Empties the line. */
  @Override
  public synchronized void close() {
    over = true;
    if (shown) {
      shown = false;
      output.clearStatus();
      try {
        Runtime.getRuntime().removeShutdownHook(clearing);
      } catch (IllegalStateException e) {
        // the program is ending, and the hook has run
      }
    }
  }
}
