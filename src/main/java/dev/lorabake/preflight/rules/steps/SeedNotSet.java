package dev.lorabake.preflight.rules.steps;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A run that cannot be repeated. */
public final class SeedNotSet extends PatternRule {
  public SeedNotSet() {
    super(
        "seed-not-set",
        Topic.STEPS,
        Severity.ADVICE,
        "Without a seed every run draws its own, and two runs cannot be compared",
        "seed");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (subject.recipe().isSet("seed")) {
      return List.of();
    }
    return found(
            subject,
            "seed is not set: two runs of this recipe differ by chance, and a change cannot be"
                + " judged",
            "seed = 42")
        .fix("seed", 42L)
        .list();
  }
}
