package dev.lorabake.train.queue;

import dev.lorabake.run.Retry;
import dev.lorabake.run.Tries;
import dev.lorabake.train.policy.Further;
import java.time.Duration;
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
 * @param again how the next attempt is wished for; {@code null} for the first, and once it is made
 */
public record Entry(
    long number,
    Asked asked,
    List<Attempt> attempts,
    long wanted,
    long lostRetries,
    @Nullable Instant cancelled,
    @Nullable String blocked,
    @Nullable String doneBy,
    @Nullable Again again) {

  /**
   * One start, written down before anything is done for it.
   *
   * @param run the name of its directory
   * @param gpu the GPUs it was given, as {@code CUDA_VISIBLE_DEVICES} says it; {@code null} for
   *     whatever there is
   * @param started whether it is known to have been started: a directory that is gone since was a
   *     run, and one that is missing without this never was
   * @param from the name of the run whose training it goes on with; {@code null} for a start from
   *     the beginning
   * @param why it was made by itself; {@code null} where it was not
   */
  public record Attempt(
      String run,
      Instant at,
      @Nullable String gpu,
      boolean started,
      @Nullable String from,
      @Nullable Retry why) {}

  /**
   * A wish for another attempt.
   *
   * @param fromStart whether it shall begin anew though there is a state to go on from
   * @param why it is made by itself; {@code null} where somebody asked for it
   * @param notBefore when it is started, by the clock on the wall; {@code null} for at once
   * @param reason as one sentence without a full stop; {@code null} where somebody asked for it
   */
  public record Again(
      boolean fromStart,
      @Nullable Retry why,
      @Nullable Instant notBefore,
      @Nullable String reason) {
    /** No clock is trusted for longer than the longest wait that a policy allows. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /** Whether the time has come. */
    boolean isDue(Instant now) {
      return notBefore == null
          || !now.isBefore(notBefore)
          || Duration.between(now, notBefore).compareTo(LONGEST_WAIT) > 0;
    }
  }

  public Entry {
    attempts = List.copyOf(attempts);
  }

  static Entry of(long number, Asked asked) {
    return new Entry(number, asked, List.of(), 1, 0, null, null, null, null);
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
    return new Entry(number, asked, more, wanted, lostRetries, cancelled, blocked, doneBy, null);
  }

  /** The last attempt is known to have been started. */
  Entry started(String run) {
    List<Attempt> all =
        attempts.stream()
            .map(one ->
                one.run().equals(run)
                    ? new Attempt(run, one.at(), one.gpu(), true, one.from(), one.why())
                    : one)
            .toList();
    return new Entry(number, asked, all, wanted, lostRetries, cancelled, blocked, doneBy, again);
  }

  /** It cannot be started, for now. */
  Entry blocked(String reason) {
    return new Entry(
        number, asked, attempts, wanted, lostRetries, cancelled, reason, doneBy, again);
  }

  Entry doneBy(String run) {
    return new Entry(number, asked, attempts, wanted, lostRetries, cancelled, blocked, run, again);
  }

  Entry cancelled(Instant at) {
    return new Entry(number, asked, attempts, wanted, lostRetries, at, blocked, doneBy, again);
  }

  /** How often it was started again by itself since somebody asked for an attempt. */
  Tries tries() {
    Tries tries = Tries.NONE;
    for (Attempt attempt : attempts) {
      tries = attempt.why() == null ? Tries.NONE : tries.and(attempt.why());
    }
    return tries;
  }

  /**
   * It shall be started once more, whatever was decided before.
   *
   * @param fromStart whether from the beginning in any case
   */
  Entry again(boolean fromStart) {
    return again(lostRetries, new Again(fromStart, null, null, null));
  }

  /** As above, by the rule about lost runs. */
  Entry againAfterLoss(boolean fromStart) {
    return again(lostRetries + 1, new Again(fromStart, null, null, null));
  }

  /** It goes on by a policy. */
  Entry again(Further further, Instant notBefore) {
    return again(lostRetries, new Again(false, further.why(), notBefore, further.reason()));
  }

  private Entry again(long lost, Again wish) {
    return new Entry(number, asked, attempts, attempts.size() + 1, lost, null, null, null, wish);
  }
}
