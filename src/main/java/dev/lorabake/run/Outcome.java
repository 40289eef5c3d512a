package dev.lorabake.run;

import dev.lorabake.event.RunEvent.Exit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a run ended and why that is known.
 *
 * @param reason one sentence without a full stop, for a person
 * @param warnings what is odd about a run that finished all the same
 */
public record Outcome(Verdict verdict, String reason, List<String> warnings) {
  private static final String VERDICT = "verdict";
  private static final String REASON = "reason";
  private static final String WARNING = "warning";

  public Outcome {
    warnings = List.copyOf(warnings);
  }

  static Outcome of(Verdict verdict, String reason) {
    return new Outcome(verdict, reason, List.of());
  }

  /** As the facts of the journal's last event. */
  Map<String, String> toFacts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(VERDICT, verdict.id());
    facts.put(REASON, reason);
    for (int i = 0; i < warnings.size(); i++) {
      facts.put(i == 0 ? WARNING : WARNING + "_" + (i + 1), warnings.get(i));
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
            warnings));
  }
}
