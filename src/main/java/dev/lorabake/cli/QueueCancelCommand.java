package dev.lorabake.cli;

import dev.lorabake.train.queue.EntryState;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Calls an entry off; one that runs is stopped now. */
@Command(
    name = "cancel",
    description = "Calls an entry off; one that runs is stopped now.",
    mixinStandardHelpOptions = true)
final class QueueCancelCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin QueueArguments queue;

  @Parameters(index = "0", paramLabel = "N", description = "The number of the entry.")
  long number;

  QueueCancelCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    EntryState before = queue.doing(surroundings, () -> queue.queue(surroundings).cancel(number));
    if (queue.json) {
      output.jsonLine(Map.of("number", number, "was", before.id(), "cancelled", true));
    } else {
      output.line(
          "entry " + number + (before.isRunning() ? ": stopped" : ": cancelled, never started"));
    }
    return ExitCode.FINE;
  }
}
