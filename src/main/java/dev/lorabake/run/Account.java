package dev.lorabake.run;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import dev.lorabake.process.Pacer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Writes events down, remembers what follows from them, and only then tells them on. */
final class Account {
  private static final int TRIES = 60;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private final Journal journal;
  private final JournalFacts facts;
  private final Pacer pacer;
  private final Consumer<JournalEntry> listener;

  Account(Journal journal, JournalFacts facts, Pacer pacer, Consumer<JournalEntry> listener) {
    this.journal = journal;
    this.facts = facts;
    this.pacer = pacer;
    this.listener = listener;
  }

  /** A full disk is given a minute; the log, which holds the events too, is not read meanwhile. */
  void tell(List<? extends RunEvent> events, Journal.Source source)
      throws IOException, InterruptedException {
    if (events.isEmpty()) {
      return;
    }
    for (JournalEntry entry : append(events, source)) {
      facts.accept(entry, source);
      listener.accept(entry);
    }
  }

  private List<JournalEntry> append(List<? extends RunEvent> events, Journal.Source source)
      throws IOException, InterruptedException {
    for (int tries = 1; ; tries++) {
      try {
        return journal.append(events, source);
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
        pacer.pause(BETWEEN_TRIES);
      }
    }
  }
}
