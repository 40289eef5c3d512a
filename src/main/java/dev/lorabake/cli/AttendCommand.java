package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.run.Following;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a keeper starts when its run has ended: nobody else may be there. Not for people. */
@Command(
    name = AttendCommand.NAME,
    hidden = true,
    description = "Follow a run to its end and carry out its policy.",
    mixinStandardHelpOptions = true)
final class AttendCommand implements Callable<Integer> {
  static final String NAME = "attend";

  private final Surroundings surroundings;
  private final Output output;

  @Parameters(index = "0", paramLabel = "RUN", description = "A run directory.")
  Path run = Path.of("");

  AttendCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    var machine = dev.lorabake.run.Surroundings.system();
    try {
      RunDirectory directory = RunDirectory.open(surroundings.workingFolder().resolve(run));
      new Following(directory, machine, _ -> {}, () -> {})
          .toTheEnd()
          .ifPresent(outcome -> output.line(directory.name() + ": " + outcome.verdict().id()));
      return ExitCode.FINE;
    } catch (IOException e) {
      throw new UserError(
          "the run cannot be attended to: " + e.getMessage(), "lorabake watch " + run, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.USAGE;
    }
  }
}
