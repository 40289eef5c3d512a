package dev.lorabake.cli;

import dev.lorabake.train.queue.Queue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Several trainings, one after another or one a GPU. */
@Command(
    name = "queue",
    description = "Trainings one after another, or one a GPU; alone it lists them.",
    mixinStandardHelpOptions = true)
final class QueueCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin QueueArguments queue;

  QueueCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  /** Puts the commands of the queue below it. */
  static void complete(CommandLine command, Surroundings surroundings, Output output) {
    Map<String, BiFunction<Surroundings, Output, Object>> makers = new LinkedHashMap<>();
    makers.put("add", QueueAddCommand::new);
    makers.put("list", QueueListCommand::new);
    makers.put("run", QueueRunCommand::new);
    makers.put("pause", QueuePauseCommand::new);
    makers.put("continue", QueueContinueCommand::new);
    makers.put("move", QueueMoveCommand::new);
    makers.put("cancel", QueueCancelCommand::new);
    makers.put("retry", QueueRetryCommand::new);
    makers.put("show", QueueShowCommand::new);
    makers.put("compare", QueueCompareCommand::new);
    makers.put("clear-done", QueueClearCommand::new);
    makers.put("service", QueueServiceCommand::new);
    makers.forEach((name, maker) -> command.addSubcommand(name, maker.apply(surroundings, output)));
  }

  @Override
  public Integer call() {
    return list(queue, surroundings, output);
  }

  static int list(QueueArguments arguments, Surroundings surroundings, Output output) {
    Queue queue = arguments.queue(surroundings);
    Queue.Overview overview = arguments.doing(surroundings, queue::look);
    Map<Long, Double> expected = queue.expected(overview.entries());
    if (arguments.json) {
      output.json(QueueJson.of(overview, expected));
    } else {
      new QueueTable(output).print(overview, expected);
    }
    return ExitCode.FINE;
  }
}
