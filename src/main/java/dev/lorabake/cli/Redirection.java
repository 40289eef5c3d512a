package dev.lorabake.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether output goes elsewhere than to a terminal, which the JDK tells of standard output only.
 */
final class Redirection {
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  private Redirection() {}

  /** Known on Linux; taken for a terminal elsewhere. */
  static boolean ofStandardError() {
    try {
      String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return !target.startsWith("/dev/pts/")
          && !target.startsWith("/dev/tty")
          && !target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
