package dev.lorabake.run;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.PhaseName;
import dev.lorabake.process.ProcessStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is now, by its lock, its processes, its files and its journal.
 *
 * @param outcome how it ended; {@code null} while it has not
 */
public record RunStatus(RunState state, @Nullable Outcome outcome) {

  /**
   * Looks at a run. One that ended while nobody watched gets its journal brought to its end first.
   *
   * @param entries is given the journal's entries, for who wants more than the state
   */
  public static RunStatus read(
      RunDirectory run, Surroundings surroundings, Consumer<JournalEntry> entries)
      throws IOException, InterruptedException {
    return read(run, surroundings, entries, false);
  }

  /**
   * As above; of one that goes on while nobody watches, what only its log holds is given too, as
   * seen now.
   */
  public static RunStatus readAhead(
      RunDirectory run, Surroundings surroundings, Consumer<JournalEntry> entries)
      throws IOException, InterruptedException {
    return read(run, surroundings, entries, true);
  }

  private static RunStatus read(
      RunDirectory run, Surroundings surroundings, Consumer<JournalEntry> entries, boolean ahead)
      throws IOException, InterruptedException {
    JournalFacts facts = new JournalFacts();
    Consumer<JournalEntry> both =
        entry -> {
          facts.accept(entry, Journal.Source.LOG);
          entries.accept(entry);
        };
    JournalReader journal = new JournalReader(run);
    journal.next().forEach(both);
    Optional<Outcome> outcome = facts.exit().flatMap(Outcome::of);
    if (outcome.isEmpty() && !run.isAlive(surroundings.processes())) {
      outcome = conclude(run, surroundings);
      journal.next().forEach(both);
    }
    if (outcome.isPresent()) {
      return new RunStatus(RunState.of(outcome.get().verdict()), outcome.get());
    }
    if (ahead && !run.isSupervised()) {
      Instant now = surroundings.clock().instant();
      LogAhead.give(run, facts.lastStep(), event -> both.accept(new JournalEntry(0, now, event)));
    }
    boolean stopping = StopRequest.isAtOnce(run);
    PhaseName phase = facts.phase().orElse(PhaseName.IMPORTS);
    return new RunStatus(stopping ? RunState.STOPPING : RunState.of(phase), null);
  }

  private static Optional<Outcome> conclude(RunDirectory run, Surroundings surroundings)
      throws IOException, InterruptedException {
    Optional<Supervisor> supervisor = Supervisor.attach(run, surroundings, entry -> {});
    if (supervisor.isEmpty()) {
      return Optional.empty(); // somebody is at it, or about to start it
    }
    try (Supervisor last = supervisor.get()) {
      return last.run(entry -> {});
    }
  }

  /** The processes of a run that is alive, for a person to look at. */
  public static List<ProcessStatus> processes(RunDirectory run, Surroundings surroundings)
      throws IOException {
    return run.tree(surroundings.processes()).map(tree -> tree.members()).orElse(List.of());
  }
}
