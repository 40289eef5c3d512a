package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Which run a command is about. */
final class RunArguments {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description =
          "A run directory, its name, or that's beginning or end; the latest run without.")
  @Nullable String run;

  @Mixin RunsFolder folder;

  /**
   * The run's directory.
   *
   * @throws UserError when there is none
   */
  RunDirectory find(Surroundings surroundings) {
    Path runs = folder.at(surroundings);
    try {
      if (run == null) {
        return latest(runs);
      }
      Path named = surroundings.workingFolder().resolve(run).normalize();
      return Files.exists(named)
          ? RunDirectory.open(named)
          : RunNames.find(runs, run)
              .orElseThrow(() ->
                  new UserError(
                      "there is no run " + run + " in " + runs,
                      "lorabake runs lists the runs; the beginning or end of a name will do"));
    } catch (IOException e) {
      throw new UserError(runs + " cannot be read: " + e.getMessage(), "name another folder", e);
    }
  }

  /**
   * The latest run that lies there.
   *
   * @throws UserError when there is none
   */
  static RunDirectory latest(Path runs) throws IOException {
    List<RunDirectory> all = RunDirectory.list(runs);
    if (all.isEmpty()) {
      throw new UserError(
          "there is no run in " + runs, "name a run, or its folder with --runs-dir DIR");
    }
    return all.getFirst();
  }
}
