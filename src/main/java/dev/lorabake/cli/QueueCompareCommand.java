package dev.lorabake.cli;

import dev.lorabake.train.queue.Comparison;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lays the runs of a grid, or of all entries, side by side. */
@Command(
    name = "compare",
    description = "Lays the runs of a grid, or of all entries, side by side.",
    mixinStandardHelpOptions = true)
final class QueueCompareCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin QueueArguments queue;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "N",
      description = "The number of a grid, that of its first entry; all entries without.")
  @Nullable Long grid;

  QueueCompareCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    List<Comparison> rows =
        queue.doing(surroundings, () -> queue.queue(surroundings).compare(grid));
    if (queue.json) {
      output.json(rows.stream().map(QueueJson::of).toList());
    } else {
      new ComparisonTable(output).print(rows);
    }
    return ExitCode.FINE;
  }
}
