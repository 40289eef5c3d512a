package dev.lorabake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the queue. */
@Command(name = "list", description = "Lists the queue.", mixinStandardHelpOptions = true)
final class QueueListCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin QueueArguments queue;

  QueueListCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    return QueueCommand.list(queue, surroundings, output);
  }
}
