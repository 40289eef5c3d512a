package dev.lorabake.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the runs lie that a command is about. */
final class RunsFolder {
  @Option(
      names = "--runs-dir",
      paramLabel = "DIR",
      description = "Where the run directories lie (runs).",
      defaultValue = "runs")
  Path root = Path.of("runs");

  Path at(Surroundings surroundings) {
    return surroundings.workingFolder().resolve(root).normalize();
  }
}
