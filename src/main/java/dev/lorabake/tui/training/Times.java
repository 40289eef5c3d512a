package dev.lorabake.tui.training;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When things happened in a run, by the clock of who watched it.
 *
 * @param first the first entry of the journal, {@code null} before it
 * @param last the latest one
 * @param phase the part of the work that upstream is in
 * @param since when it came to that part
 */
record Times(
    @Nullable Instant first, @Nullable Instant last, PhaseName phase, @Nullable Instant since) {
  static Times unknown() {
    return new Times(null, null, PhaseName.IMPORTS, null);
  }

  Times after(JournalEntry entry, PhaseName now) {
    // the end is written when somebody looks, which may be long after
    boolean end = entry.event() instanceof RunEvent.Exit;
    return new Times(
        first == null ? entry.at() : first,
        end && last != null ? last : entry.at(),
        now,
        since == null || phase != now ? entry.at() : since);
  }

  /** From the first entry to the latest one. */
  Optional<Duration> took() {
    return first == null || last == null
        ? Optional.empty()
        : Optional.of(Duration.between(first, last));
  }

  /** How long upstream has been in that part of its work. */
  Optional<Duration> inPhase(@Nullable Instant now) {
    return since == null || now == null || now.isBefore(since)
        ? Optional.empty()
        : Optional.of(Duration.between(since, now));
  }
}
