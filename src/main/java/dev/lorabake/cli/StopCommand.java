package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.process.ProcessTree;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.RunStop;
import dev.lorabake.run.Settled;
import dev.lorabake.run.StopRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops a run. */
@Command(
    name = "stop",
    description = "Stop a run, at once or after its next checkpoint.",
    mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  private final Output output;

  @Mixin RunArguments run;

  @Option(
      names = "--after-checkpoint",
      description = "Wait for the next checkpoint to verify: upstream saves nothing on a signal.")
  boolean afterCheckpoint;

  @Option(names = "--json", description = "Tell the result as JSON.")
  boolean json;

  StopCommand(Surroundings surroundings, Output output) {
    this.surroundings = surroundings;
    this.output = output;
  }

  @Override
  public Integer call() {
    RunDirectory directory = run.find(surroundings);
    var machine = dev.lorabake.run.Surroundings.system();
    try {
      if (!directory.isAlive(machine.processes())) {
        if (Settled.isOpen(directory)) {
          StopRequest.write(directory, StopRequest.Mode.NOW, machine.clock());
          tell(directory, "it has ended, and will not go on by itself");
          return ExitCode.FINE;
        }
        throw new UserError(
            directory.name() + " is not running", "lorabake runs lists what is running");
      }
      if (afterCheckpoint) {
        StopRequest.write(directory, StopRequest.Mode.AFTER_CHECKPOINT, machine.clock());
        tell(directory, "asked to stop after the next checkpoint");
        return watchUntilItStops(directory);
      }
      Optional<ProcessTree.Stop> stop = RunStop.now(directory, RunStop.GRACE, machine);
      stop.ifPresent(how -> refuseHalfAStop(directory.name(), how));
      tell(directory, "stopped");
      return ExitCode.FINE;
    } catch (IOException e) {
      throw new UserError(
          directory.name() + " cannot be stopped: " + e.getMessage(), "try again, or see why", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.USAGE;
    }
  }

  /** What took SIGKILL and is still there must not be reported as stopped. */
  static void refuseHalfAStop(String run, ProcessTree.Stop stop) {
    switch (stop) {
      case ProcessTree.Stop.Empty _ -> {}
      case ProcessTree.Stop.Unkillable unkillable ->
          throw new UserError(
              run
                  + " cannot be stopped: the kernel holds "
                  + unkillable.left().stream()
                      .map(
                          left -> left.pid() + " (" + left.name() + ", state " + left.state() + ")")
                      .collect(Collectors.joining(", ")),
              "state D waits for a device, as a rule the GPU's driver: reset the driver or restart"
                  + " the machine; the checkpoints saved so far stay");
    }
  }

  /**
   * Somebody has to be there when the checkpoint comes; a supervisor that is there already will.
   */
  private int watchUntilItStops(RunDirectory directory) {
    int code = new Foreground(surroundings, output, json, true).follow(directory);
    return code == ExitCode.STOPPED ? ExitCode.FINE : code;
  }

  private void tell(RunDirectory directory, String what) {
    if (json) {
      output.jsonLine(Map.of("run", directory.path().toString(), "what", what));
    } else {
      output.line(directory.name() + ": " + what);
    }
  }
}
