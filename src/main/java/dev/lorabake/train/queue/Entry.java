package dev.lorabake.train.queue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One training of the queue: what was asked for, and what was decided about it since. How far it is
 * stands nowhere here: that is told by the run's own directory.
 *
 * @param number its name for life; none is given twice
 * @param wanted how many attempts are wished for; it waits while there are fewer
 * @param lostRetries how often it was started again because its run was lost
 * @param cancelled when it was called off; {@code null} for not
 * @param blocked why it cannot be started; {@code null} for nothing known
 * @param doneBy the run that had proven the same recipe done already; {@code null} for none
 */
public record Entry(
    long number,
    Asked asked,
    List<Attempt> attempts,
    long wanted,
    long lostRetries,
    @Nullable Instant cancelled,
    @Nullable String blocked,
    @Nullable String doneBy) {

  /**
   * One start, written down before anything is done for it.
   *
   * @param run the name of its directory
   * @param gpu the GPUs it was given, as {@code CUDA_VISIBLE_DEVICES} says it; {@code null} for
   *     whatever there is
   * @param started whether it is known to have been started: a directory that is gone since was a
   *     run, and one that is missing without this never was
   */
  public record Attempt(String run, Instant at, @Nullable String gpu, boolean started) {}

  public Entry {
    attempts = List.copyOf(attempts);
  }

  static Entry of(long number, Asked asked) {
    return new Entry(number, asked, List.of(), 1, 0, null, null, null);
  }

  /** The attempt that counts; {@code null} before the first. */
  public @Nullable Attempt last() {
    return attempts.isEmpty() ? null : attempts.getLast();
  }

  /** Whether a training was ever started for it. */
  boolean wasStarted() {
    return attempts.stream().anyMatch(Attempt::started);
  }

  /** Whether nobody has decided against a start, and none was begun. */
  boolean isWaiting() {
    return cancelled == null && blocked == null && doneBy == null && attempts.size() < wanted;
  }

  Entry attempting(Attempt attempt) {
    List<Attempt> more = new ArrayList<>(attempts);
    more.add(attempt);
    return new Entry(number, asked, more, wanted, lostRetries, cancelled, blocked, doneBy);
  }

  /** The last attempt is known to have been started. */
  Entry started(String run) {
    List<Attempt> all =
        attempts.stream()
            .map(one -> one.run().equals(run) ? new Attempt(run, one.at(), one.gpu(), true) : one)
            .toList();
    return new Entry(number, asked, all, wanted, lostRetries, cancelled, blocked, doneBy);
  }

  /** It cannot be started, for now. */
  Entry blocked(String reason) {
    return new Entry(number, asked, attempts, wanted, lostRetries, cancelled, reason, doneBy);
  }

  Entry doneBy(String run) {
    return new Entry(number, asked, attempts, wanted, lostRetries, cancelled, blocked, run);
  }

  Entry cancelled(Instant at) {
    return new Entry(number, asked, attempts, wanted, lostRetries, at, blocked, doneBy);
  }

  /** It shall be started once more, whatever was decided before. */
  Entry again() {
    return new Entry(number, asked, attempts, attempts.size() + 1, lostRetries, null, null, null);
  }

  /** As above, by the rule about lost runs. */
  Entry againAfterLoss() {
    return new Entry(
        number, asked, attempts, attempts.size() + 1, lostRetries + 1, null, null, null);
  }
}
