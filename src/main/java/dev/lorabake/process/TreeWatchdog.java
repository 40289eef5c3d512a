package dev.lorabake.process;

import java.time.Duration;
import java.util.List;
import org.apache.commons.exec.ExecuteWatchdog;
import org.apache.commons.exec.Watchdog;
import org.jspecify.annotations.Nullable;

/**
 * Ends a command that takes too long together with its children. The library's own watchdog reaches
 * the direct child alone, whose children then hold the output open.
 */
@SuppressWarnings("deprecation") // the builder cannot make a subclass
final class TreeWatchdog extends ExecuteWatchdog {
  private @Nullable Process process;
  private boolean timedOut;

  TreeWatchdog(Duration timeout) {
    super(timeout.toMillis());
  }

  @Override
  public synchronized void start(Process started) {
    process = started;
    super.start(started);
  }

  @Override
  public synchronized void timeoutOccured(Watchdog watchdog) {
    timedOut = true;
    destroyTree();
    super.timeoutOccured(watchdog);
  }

  synchronized void destroyTree() {
    if (process != null) {
      List<ProcessHandle> descendants = process.descendants().toList();
      process.destroyForcibly();
      descendants.forEach(ProcessHandle::destroyForcibly);
    }
  }

  synchronized boolean timedOut() {
    return timedOut;
  }
}
