package dev.lorabake.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a pause back. */
@Command(name = "continue", description = "Takes a pause back.", mixinStandardHelpOptions = true)
final class QueueContinueCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin QueueArguments queue;

  QueueContinueCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    boolean running =
        queue.doing(
            surroundings,
            () -> {
              queue.folder(surroundings).goOn();
              return queue.folder(surroundings).isRunning();
            });
    if (queue.json) {
      output.jsonLine(Map.of("paused", false, "runner", running));
    } else {
      output.line(
          "no longer paused" + (running ? "" : "; no runner is at work: lorabake queue run"));
    }
    return ExitCode.FINE;
  }
}
