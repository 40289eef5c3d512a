package dev.lorabake.run;

import dev.lorabake.event.RunEvent.Exit;
import dev.lorabake.log.diagnosis.Diagnosis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended and why that is known.
 *
 * @param reason one sentence without a full stop, for a person
 * @param warnings what is odd about a run that finished all the same
 * @param cause why it failed, as far as its log tells, or that it was preempted; {@code null} where
 *     it did not, or nobody knows
 */
public record Outcome(
    Verdict verdict, String reason, List<String> warnings, @Nullable Cause cause) {
  private static final String VERDICT = "verdict";
  private static final String REASON = "reason";
  private static final String WARNING = "warning";
  private static final String CATEGORY = "category";
  private static final String CAUSE = "cause";
  private static final String HELP = "help";

  /**
   * Why a run failed, or was cut off.
   *
   * @param category the group of failures that it is of
   * @param text one sentence without a full stop
   * @param help what to do first
   */
  public record Cause(String category, String text, String help) {
    /** The category of a run whose machine was taken away; no log tells of it. */
    public static final String PREEMPTED = "preempted";

    private static Cause of(Diagnosis diagnosis) {
      return new Cause(
          diagnosis.category(),
          diagnosis.cause(),
          diagnosis.help().isEmpty() ? "" : diagnosis.help().getFirst());
    }
  }

  public Outcome {
    warnings = List.copyOf(warnings);
  }

  static Outcome of(Verdict verdict, String reason) {
    return new Outcome(verdict, reason, List.of(), null);
  }

  /** With a cause that is known otherwise than from the log. */
  Outcome because(Cause why) {
    return new Outcome(verdict, reason, warnings, why);
  }

  /** With the cause, where this is the end of a run that did not do what it should. */
  Outcome explainedBy(Diagnosis diagnosis) {
    return switch (verdict) {
      case FINISHED, STOPPED -> this;
      case FAILED, LOST ->
          diagnosis.isNone() ? this : new Outcome(verdict, reason, warnings, Cause.of(diagnosis));
    };
  }

  /** As the facts of the journal's last event. */
  Map<String, String> toFacts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(VERDICT, verdict.id());
    facts.put(REASON, reason);
    for (int i = 0; i < warnings.size(); i++) {
      facts.put(i == 0 ? WARNING : WARNING + "_" + (i + 1), warnings.get(i));
    }
    if (cause != null) {
      facts.put(CATEGORY, cause.category());
      facts.put(CAUSE, cause.text());
      facts.put(HELP, cause.help());
    }
    return facts;
  }

  /** What the journal's last event says; empty where it comes from elsewhere. */
  public static Optional<Outcome> of(Exit exit) {
    String verdict = exit.facts().get(VERDICT);
    if (verdict == null) {
      return Optional.empty();
    }
    List<String> warnings = new ArrayList<>();
    exit.facts()
        .forEach((name, text) -> {
          if (name.startsWith(WARNING)) {
            warnings.add(text);
          }
        });
    return Optional.of(
        new Outcome(
            Verdict.valueOf(verdict.toUpperCase(Locale.ROOT)),
            exit.facts().getOrDefault(REASON, ""),
            warnings,
            cause(exit.facts())));
  }

  private static @Nullable Cause cause(Map<String, String> facts) {
    String category = facts.get(CATEGORY);
    return category == null
        ? null
        : new Cause(category, facts.getOrDefault(CAUSE, ""), facts.getOrDefault(HELP, ""));
  }
}
