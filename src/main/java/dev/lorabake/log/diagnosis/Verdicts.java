package dev.lorabake.log.diagnosis;

import dev.lorabake.log.diagnosis.Diagnosis.Certainty;
import java.util.List;

/** Puts what was found into words. */
final class Verdicts {
  private static final int SURE = 7;
  private static final int LIKELY = 5;

  private Verdicts() {}

  static Diagnosis of(Symptom symptom) {
    KnownFailure failure = symptom.failure();
    return new Diagnosis(
        failure.group(),
        certainty(failure.strength()),
        symptom.filled(failure.cause()),
        failure.help().stream().map(symptom::filled).toList(),
        symptom.evidence(),
        failure.finding(),
        failure.fix(),
        failure.others());
  }

  static Diagnosis none(Progress progress, ProcessEnd end) {
    if (progress.isSaved() || progress.isComplete()) {
      return Diagnosis.none("the log shows no failure: the training came to its end", List.of());
    }
    if (progress.steps() > 0 && end.equals(ProcessEnd.UNKNOWN)) {
      return Diagnosis.none(
          "the log shows no failure; it ends in the middle of the training",
          List.of(
              "if nothing runs any more, somebody or something ended the process without a word:"
                  + " look at its exit code, and at the kernel's log for its out-of-memory killer"));
    }
    return Diagnosis.none("the log shows no failure", List.of());
  }

  private static Certainty certainty(int strength) {
    return strength >= SURE
        ? Certainty.SURE
        : strength >= LIKELY ? Certainty.LIKELY : Certainty.GUESS;
  }
}
