package dev.lorabake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Puts a waiting entry at another place. */
@Command(
    name = "move",
    description = "Puts a waiting entry at another place.",
    mixinStandardHelpOptions = true)
final class QueueMoveCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin QueueArguments queue;

  @Parameters(index = "0", paramLabel = "N", description = "The number of the entry.")
  long number;

  @Parameters(
      index = "1",
      paramLabel = "PLACE",
      description = "Its new place among the waiting: 1 is the next to start.")
  int place;

  QueueMoveCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    return queue.doing(
        surroundings,
        () -> {
          queue.queue(surroundings).move(number, place);
          return QueueCommand.list(queue, surroundings, output);
        });
  }
}
