package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.process.CommandResult;
import dev.lorabake.process.Commands;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Runs one of the small Python programs of {@code python-env} to its end. */
final class PythonTool {
  private PythonTool() {}

  /**
   * What it printed.
   *
   * @throws UserError when Python cannot be started, the program fails, or takes too long
   */
  static String run(List<String> command, Duration patience, Map<String, String> environment) {
    try {
      CommandResult result = Commands.run(command, patience, environment);
      if (result.ok()) {
        return result.stdout();
      }
      String last = result.stderr().strip().lines().reduce("", (_, line) -> line);
      String how = result.timedOut() ? "took longer than " + patience.toSeconds() + " s" : last;
      throw new UserError(
          String.join(" ", command) + " failed: " + how,
          "run it by hand to see all that it says; lorabake doctor looks at the environment");
    } catch (IOException e) {
      throw new UserError(
          command.getFirst() + " cannot be started: " + e.getMessage(),
          "name a Python of version 3.9 or later with --python FILE",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserError("interrupted", "start it again", e);
    }
  }
}
