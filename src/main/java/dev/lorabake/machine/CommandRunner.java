package dev.lorabake.machine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs a short command and answers what it printed; how processes run is not this package's. */
@FunctionalInterface
public interface CommandRunner {
  /** The standard output; empty when the command is missing, fails, or outlasts its time. */
  Optional<String> run(List<String> command, Duration timeout);
}
