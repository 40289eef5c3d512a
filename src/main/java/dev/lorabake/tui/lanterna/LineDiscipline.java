package dev.lorabake.tui.lanterna;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The kernel's handling of the terminal, by {@code stty}. Lanterna turns Ctrl-C into a key and
 * leaves Ctrl-Z to the kernel, which would stop us with the screen still taken; here it becomes a
 * key too.
 */
final class LineDiscipline {
  private final String before;

  private LineDiscipline(String before) {
    this.before = before;
  }

  /** As it is now. */
  static LineDiscipline now() throws IOException, InterruptedException {
    return new LineDiscipline(stty("-g"));
  }

  /**
   * Keys come one by one, unseen, and all of them come: none is a signal, and {@code ^S} does not
   * halt the terminal.
   */
  static void takeKeys() throws IOException, InterruptedException {
    stty("-icanon -echo -isig -ixon -iexten min 1 time 0");
  }

  /** As it was. */
  void restore() throws IOException, InterruptedException {
    if (before.matches("[0-9a-fA-F:=]+")) {
      stty(before);
    }
  }

  /** Stops this job as the kernel does for Ctrl-Z; returns when it is continued. */
  static void stopJob() throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -TSTP 0").inheritIO().start().waitFor();
  }

  private static String stty(String arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", "exec stty " + arguments + " </dev/tty")
            .redirectErrorStream(true)
            .start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    process.waitFor();
    return said.strip();
  }
}
