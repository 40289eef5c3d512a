package dev.lorabake.train.queue;

import dev.lorabake.run.ResumedFrom;
import dev.lorabake.run.RunDirectory;
import dev.lorabake.train.policy.Further;
import org.jspecify.annotations.Nullable;

/** What the runner of a queue tells about one entry. */
public sealed interface QueueEvent {
  Entry entry();

  /**
   * Its training runs.
   *
   * @param from where it goes on; {@code null} for the beginning, and of one that ran already
   * @param adopted whether it ran already when this runner came
   */
  record Started(
      Entry entry,
      RunDirectory run,
      @Nullable String gpu,
      @Nullable ResumedFrom from,
      boolean adopted)
      implements QueueEvent {}

  /** Its training is over. */
  record Ended(Entry entry, EntryState state, @Nullable String reason) implements QueueEvent {}

  /** Its run was lost, and it is put back among the waiting. */
  record Retried(Entry entry, long time) implements QueueEvent {}

  /** It failed, and goes on by itself. */
  record GoesOn(Entry entry, Further further) implements QueueEvent {}

  /** It cannot be started; the queue goes on with the next. */
  record Blocked(Entry entry, String reason) implements QueueEvent {}

  /** An earlier run had done it. */
  record Skipped(Entry entry, String run) implements QueueEvent {}

  /** Its run cannot be watched; it goes on all the same. */
  record Unwatched(Entry entry, String reason) implements QueueEvent {}
}
