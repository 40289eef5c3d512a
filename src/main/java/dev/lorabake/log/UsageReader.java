package dev.lorabake.log;

import dev.lorabake.event.RunEvent.Failure;
import java.util.function.Consumer;

/**
 * Reads what argparse prints for a command line it refuses: about 150 lines of usage, then {@code
 * train_network.py: error: unrecognized arguments: --x}.
 */
final class UsageReader {
  private final Consumer<Failure> failures;
  private boolean open;

  UsageReader(Consumer<Failure> failures) {
    this.failures = failures;
  }

  boolean take(String line) {
    if (line.startsWith("usage: ")) {
      open = true;
      return true;
    }
    if (open && line.startsWith("  ")) {
      return true;
    }
    open = false;
    int at = line.indexOf(':') < 0 ? -1 : line.indexOf(": error: ");
    if (at < 1 || line.lastIndexOf(' ', at) >= 0) {
      return false;
    }
    String text = line.substring(at + ": error: ".length());
    failures.accept(new Failure(EventText.bounded(text), null, line.substring(0, at)));
    return true;
  }
}
