package dev.lorabake.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts an entry that failed, was blocked, lost or called off back. */
@Command(
    name = "retry",
    description =
        "Put an entry that failed, was blocked, lost or called off back; it goes on where it was.",
    mixinStandardHelpOptions = true)
final class QueueRetryCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin QueueArguments queue;

  @Parameters(index = "0", paramLabel = "N", description = "The number of the entry.")
  long number;

  @Option(
      names = "--from-start",
      description = "Begin anew, though there is a state to go on from.")
  boolean fromStart;

  QueueRetryCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    queue.doing(
        surroundings,
        () -> {
          queue.queue(surroundings).retry(number, fromStart);
          return true;
        });
    if (queue.json) {
      output.jsonLine(Map.of("number", number, "state", "waiting"));
    } else {
      output.line("entry " + number + " waits again");
    }
    return ExitCode.FINE;
  }
}
