package dev.lorabake.train.policy;

import dev.lorabake.log.diagnosis.Diagnosis;
import dev.lorabake.run.Outcome;
import dev.lorabake.run.Policy;
import dev.lorabake.run.Retry;
import dev.lorabake.run.Tries;
import dev.lorabake.run.Verdict;
import java.time.Duration;
import java.util.Set;

/** What is to be done about a run that has ended. */
sealed interface Decision {
  /** Why, as one sentence without a full stop. */
  String reason();

  /** It goes on. */
  record Again(Retry why, Duration pause, String reason) implements Decision {}

  /** It does not. */
  record End(String reason) implements Decision {}

  /**
   * Failures that may well not come again, and that nothing in the recipe would change: memory that
   * others took, a worker or a process that died, a network. All others would only fail once more:
   * wrong settings, files and packages, a full disk, a loss that is no number. Least of all is a
   * card that was lost (Xid) given more work.
   */
  Set<String> PASSING =
      Set.of(
          Diagnosis.NONE,
          "killed-oom-killer",
          "windows-memory",
          "dataloader-shm",
          "distributed-nccl-port",
          "hf-hub-tokenizer",
          "hang",
          "interrupted-or-silent-end");

  /** No wait becomes longer by doubling. */
  Duration LONGEST_WAIT = Duration.ofMinutes(15);

  /** Nobody expects a training to start by itself so long after its end. */
  Duration TOO_LATE = Duration.ofHours(1);

  /**
   * Decides by what is known.
   *
   * @param tries that were made by itself until now
   */
  static Decision of(Policy policy, Ending ending, Tries tries) {
    return switch (ending.verdict()) {
      case FINISHED -> new End("it finished");
      case STOPPED ->
          new End(
              Outcome.Cause.PREEMPTED.equals(ending.category())
                  ? "the machine was taken away"
                  : "it was stopped on request");
      case FAILED, LOST -> failed(policy, ending, tries);
    };
  }

  private static Decision failed(Policy policy, Ending ending, Tries tries) {
    if (policy.retryOom() == 0 && policy.retryCrash() == 0) {
      return new End("it did not finish, and is not to go on by itself");
    }
    if (ending.stopAsked()) {
      return new End("it does not go on by itself: a stop was asked for");
    }
    if (ending.signalled()) {
      return new End("it does not go on by itself: it was ended from outside, by a signal");
    }
    if (ending.ago().compareTo(TOO_LATE) > 0) {
      return new End(
          "it does not go on by itself: it ended more than an hour ago, and nobody was there");
    }
    String category = ending.category() == null ? Diagnosis.NONE : ending.category();
    if (category.equals(Diagnosis.GPU_OUT_OF_MEMORY)) {
      return outOfMemory(policy, tries);
    }
    if (!PASSING.contains(category)) {
      return new End("it does not go on by itself: it would fail the same way (" + category + ")");
    }
    return crashed(policy, ending.verdict(), tries);
  }

  private static Decision outOfMemory(Policy policy, Tries tries) {
    if (policy.retryOom() == 0) {
      return new End("GPU memory ran out, and it is to go on by itself after crashes only");
    }
    if (tries.oom() >= policy.retryOom()) {
      return new End(
          "GPU memory ran out once more, after it had gone on "
              + times(tries.oom())
              + " with less need");
    }
    return new Again(
        Retry.OOM, Duration.ZERO, "GPU memory ran out: it goes on with settings that need less");
  }

  private static Decision crashed(Policy policy, Verdict verdict, Tries tries) {
    String what = verdict == Verdict.LOST ? "it was lost" : "it crashed";
    if (policy.retryCrash() == 0) {
      return new End(what + ", and is to go on by itself only where GPU memory runs out");
    }
    if (tries.crash() >= policy.retryCrash()) {
      return new End(what + " once more, after it had gone on " + times(tries.crash()));
    }
    return new Again(Retry.CRASH, wait(policy.retryWait(), tries.crash()), what + ": it goes on");
  }

  /** Twice as long each time, up to a bound. */
  private static Duration wait(Duration first, int doublings) {
    Duration wait = first;
    for (int i = 0; i < doublings && wait.compareTo(LONGEST_WAIT) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    Duration most = first.compareTo(LONGEST_WAIT) > 0 ? first : LONGEST_WAIT;
    return wait.compareTo(most) > 0 ? most : wait;
  }

  private static String times(int count) {
    return switch (count) {
      case 1 -> "once";
      case 2 -> "twice";
      default -> count + " times";
    };
  }
}
