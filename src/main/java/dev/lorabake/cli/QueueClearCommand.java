package dev.lorabake.cli;

import dev.lorabake.Figures;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes what is finished, skipped or cancelled out of the list. */
@Command(
    name = "clear-done",
    description = "Takes what is finished, skipped or cancelled out of the list.",
    mixinStandardHelpOptions = true)
final class QueueClearCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin QueueArguments queue;

  @Option(names = "--all", description = "What failed, was stopped or lost, too.")
  boolean all;

  QueueClearCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    List<Long> cleared = queue.doing(surroundings, () -> queue.queue(surroundings).clearDone(all));
    if (queue.json) {
      output.jsonLine(Map.of("cleared", cleared));
    } else {
      output.line(
          cleared.isEmpty()
              ? "nothing to clear"
              : Figures.count(cleared.size())
                  + " cleared; kept in "
                  + surroundings.shown(queue.folder(surroundings).file("cleared")));
    }
    return ExitCode.FINE;
  }
}
