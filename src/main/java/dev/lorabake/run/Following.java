package dev.lorabake.run;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Follows a run to its end: as its supervisor, or beside another one whose place it takes. */
public final class Following {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private final RunDirectory run;
  private final Surroundings machine;
  private final Consumer<JournalEntry> listener;
  private final Runnable forget;
  private volatile @Nullable Supervisor supervisor;
  private volatile boolean left;

  /**
   * @param listener is given the journal from its beginning, on the calling thread
   * @param forget is called when the journal will come once more from its beginning
   */
  public Following(
      RunDirectory run, Surroundings machine, Consumer<JournalEntry> listener, Runnable forget) {
    this.run = run;
    this.machine = machine;
    this.listener = listener;
    this.forget = forget;
  }

  /**
   * Follows it.
   *
   * @return how it ended; empty after {@link #leave}
   */
  public Optional<Outcome> toTheEnd() throws IOException, InterruptedException {
    Optional<Outcome> outcome = Optional.empty();
    while (outcome.isEmpty() && !left) {
      Optional<Supervisor> own = Supervisor.attach(run, machine, listener);
      outcome = own.isPresent() ? supervise(own.get()) : readAlong();
    }
    return outcome;
  }

  /** Makes {@link #toTheEnd} return soon; the trainer goes on. May be called from any thread. */
  public void leave() {
    left = true;
    Supervisor now = supervisor;
    if (now != null) {
      now.detach();
    }
  }

  private Optional<Outcome> supervise(Supervisor own) throws IOException, InterruptedException {
    try (own) {
      supervisor = own;
      return left ? Optional.empty() : own.run(listener);
    } finally {
      supervisor = null;
    }
  }

  /**
   * Somebody else supervises: their journal is all that is needed to look on.
   *
   * @return empty when they are gone and their place has to be taken
   */
  private Optional<Outcome> readAlong() throws IOException, InterruptedException {
    JournalReader reader = new JournalReader(run);
    while (!left) {
      boolean supervised = run.isSupervised();
      List<JournalEntry> entries = reader.next();
      for (JournalEntry entry : entries) {
        listener.accept(entry);
        if (entry.event() instanceof RunEvent.Exit exit) {
          return Outcome.of(exit);
        }
      }
      if (entries.isEmpty() && !supervised) {
        forget.run(); // the successor is given the journal from its beginning
        return Optional.empty();
      }
      machine.pacer().pause(LOOK_EVERY);
    }
    return Optional.empty();
  }
}
