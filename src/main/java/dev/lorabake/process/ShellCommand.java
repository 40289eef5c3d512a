package dev.lorabake.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A command of the user's own, as they would type it at a prompt. Its output goes into a file and
 * through no pipe: what it said is there even where the command ends this program, or the machine.
 */
public final class ShellCommand {
  private ShellCommand() {}

  /**
   * Runs it to its end, without input. One that takes too long is killed with its children.
   *
   * @param environment all of its variables
   * @param output exists; what it says is added
   * @return its exit code; empty where it was killed over the time
   * @throws IOException when there is no shell or no such folder
   */
  public static OptionalInt run(
      String command, Path folder, Map<String, String> environment, Path output, Duration timeout)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(words(command))
            .directory(folder.toFile())
            .redirectInput(nothing())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = false;
    try {
      ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (!ended) {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
      }
    }
    return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
  }

  private static List<String> words(String command) {
    return isWindows() ? List.of("cmd.exe", "/c", command) : List.of("/bin/sh", "-c", command);
  }

  private static File nothing() {
    return new File(isWindows() ? "NUL" : "/dev/null");
  }

  private static boolean isWindows() {
    return File.separatorChar == '\\';
  }
}
