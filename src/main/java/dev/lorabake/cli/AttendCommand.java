package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.run.Following;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
  private static final int LOOKS = 60;

  private final Surroundings surroundings;
  private final Output output;
  private final dev.lorabake.run.Surroundings machine = dev.lorabake.run.Surroundings.system();

  @Parameters(index = "0", paramLabel = "RUN", description = "A run directory.")
  Path run = Path.of("");

  AttendCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    try {
      RunDirectory directory = RunDirectory.open(surroundings.workingFolder().resolve(run));
      Optional<Outcome> outcome = new Following(directory, machine, _ -> {}, () -> {}).toTheEnd();
      if (outcome.isPresent()) {
        output.line(directory.name() + ": " + outcome.get().verdict().id());
        settle(new Aftermath(surroundings, output, false, machine), directory, outcome.get());
      }
      return ExitCode.FINE;
    } catch (IOException e) {
      throw new UserError(
          "the run cannot be attended to: " + e.getMessage(), "lorabake watch " + run, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.USAGE;
    }
  }

  /** A disk that is full at the end may have room again later. */
  private void settle(Aftermath aftermath, RunDirectory directory, Outcome outcome)
      throws IOException, InterruptedException {
    for (int look = 1; ; look++) {
      try {
        aftermath.atOnce(directory, outcome);
        return;
      } catch (IOException e) {
        if (look == LOOKS) {
          throw e;
        }
        output.note("once more in a while: " + e.getMessage());
        machine.pacer().pause(LOOK_AGAIN);
      }
    }
  }
}
