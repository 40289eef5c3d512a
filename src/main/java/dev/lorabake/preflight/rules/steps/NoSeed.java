package dev.lorabake.preflight.rules.steps;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A run that nobody can repeat. */
final class NoSeed extends PatternRule {
  NoSeed() {
    super(
        "no-seed",
        Topic.STEPS,
        Severity.ADVICE,
        "Without a seed every run differs, and a change of settings cannot be compared",
        "seed");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (subject.recipe().isSet("seed")) {
      return List.of();
    }
    return found(subject, "seed is not set: the run cannot be repeated", "seed = 42")
        .fix("seed", 42L)
        .list();
  }
}
