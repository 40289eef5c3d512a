package dev.lorabake.run;

import dev.lorabake.event.JournalEntry;
import java.time.Duration;
import java.time.Instant;

/** Tells when a measurement has seen enough. */
final class MeasureWatch {
  /** Quick steps come by the hundred: they have to be seen for a while all the same. */
  private static final double FEWEST_SECONDS = 10;

  private final MeasureGoal goal;
  private final StepStretches stretches = new StepStretches();

  MeasureWatch(MeasureGoal goal) {
    this.goal = goal;
  }

  void accept(JournalEntry entry) {
    stretches.accept(entry);
  }

  /**
   * Whether the pace is known, or the time for it is over.
   *
   * @param now by the clock that the journal is written by
   */
  boolean isDone(Instant now) {
    Instant first = stretches.first();
    if (first == null) {
      return false;
    }
    boolean known =
        stretches.steps() >= goal.steps()
            && stretches.seconds() >= FEWEST_SECONDS
            && stretches.isSettled();
    return known || Duration.between(first, now).compareTo(goal.most()) >= 0;
  }
}
