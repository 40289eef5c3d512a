package dev.lorabake.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts no more trainings; what runs goes on. */
@Command(
    name = "pause",
    description = "Starts no more trainings; what runs goes on.",
    mixinStandardHelpOptions = true)
final class QueuePauseCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin QueueArguments queue;

  QueuePauseCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    queue.doing(
        surroundings,
        () -> {
          queue.folder(surroundings).pause();
          return true;
        });
    if (queue.json) {
      output.jsonLine(Map.of("paused", true));
    } else {
      output.line("paused: what runs goes on, nothing is started until lorabake queue continue");
    }
    return ExitCode.FINE;
  }
}
