package dev.lorabake.cli;

import dev.lorabake.train.queue.EntryLook;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows all that is known of an entry. */
@Command(
    name = "show",
    description = "Shows all that is known of an entry.",
    mixinStandardHelpOptions = true)
final class QueueShowCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin QueueArguments queue;

  @Parameters(index = "0", paramLabel = "N", description = "The number of the entry.")
  long number;

  QueueShowCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    EntryLook look = queue.doing(surroundings, () -> queue.queue(surroundings).look(number));
    Path recipe = queue.folder(surroundings).recipe(number);
    if (queue.json) {
      output.json(QueueJson.whole(look, recipe));
    } else {
      new QueueTable(output).show(look, surroundings.shown(recipe));
    }
    return ExitCode.FINE;
  }
}
