package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.run.EndOfMachine;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.run.Surroundings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hears that the machine is about to be taken away, and passes it on to the keeper of the run that
 * is being watched: Slurm, containers and services signal the program that they started.
 */
final class MachineSignals implements AutoCloseable {
  /** The second has another number on the BSDs, but there nothing announces so. */
  private static final Map<String, Integer> ANNOUNCING = Map.of("TERM", 15, "USR1", 10);

  private final RunDirectory run;
  private final Output output;
  private final Surroundings machine;
  private final AtomicBoolean heard = new AtomicBoolean();

  private MachineSignals(RunDirectory run, Output output, Surroundings machine) {
    this.run = run;
    this.output = output;
    this.machine = machine;
  }

  /** From now until it is closed; without a grace SIGTERM ends this program as ever. */
  static MachineSignals passOn(RunDirectory run, Output output, Surroundings machine)
      throws IOException {
    MachineSignals signals = new MachineSignals(run, output, machine);
    Optional<Duration> grace = EndOfMachine.grace(run);
    if (grace.isPresent()) {
      ANNOUNCING.forEach(
          (name, number) -> Interrupts.on(name, () -> signals.heard(number, grace.get())));
    } else {
      Interrupts.on("USR1", () -> leftAlone(output));
    }
    return signals;
  }

  /** What is said where nobody asked to heed it; it would end the program otherwise. */
  static void leftAlone(Output output) {
    output.note("SIGUSR1 changes nothing here: --grace SECONDS, given at the start, heeds it");
  }

  /** Whoever signals every process of a job has told the keeper, too. */
  private void heard(int signal, Duration grace) {
    try {
      if (heard.getAndSet(true) || !EndOfMachine.isAnnounced(run)) {
        EndOfMachine.announce(run, signal, grace, machine);
      }
    } catch (IOException | UserError e) {
      output.note("the keeper could not be told of the signal: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    ANNOUNCING.keySet().forEach(Interrupts::endOn);
  }
}
