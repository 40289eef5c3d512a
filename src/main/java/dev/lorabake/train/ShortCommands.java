package dev.lorabake.train;

import dev.lorabake.machine.CommandRunner;
import dev.lorabake.process.CommandResult;
import dev.lorabake.process.Commands;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs the short commands that tell what a machine is, such as nvidia-smi. */
public final class ShortCommands implements CommandRunner {
  @Override
  public Optional<String> run(List<String> command, Duration timeout) {
    try {
      CommandResult result = Commands.run(command, timeout, Map.of());
      return result.ok() ? Optional.of(result.stdout()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // no such program: the usual case on a machine without a GPU
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
