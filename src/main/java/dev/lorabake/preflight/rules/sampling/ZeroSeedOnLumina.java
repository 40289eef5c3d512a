package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** Lumina takes no seed of zero. */
final class ZeroSeedOnLumina extends PatternRule {
  ZeroSeedOnLumina() {
    super(
        "zero-seed-on-lumina",
        Topic.SAMPLING,
        Severity.ERROR,
        "Lumina's sampling refuses a seed of 0, and the run ends at the first sample");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    if (!recipe.family().id().equals("lumina")) {
      return List.of();
    }
    return subject.samples().stream()
        .filter(sample -> sample.settings().whole("seed").orElse(1) <= 0)
        .map(sample ->
            found(
                    subject,
                    subject.nameOf(sample)
                        + " has seed "
                        + sample.settings().whole("seed").orElse(0)
                        + ", which Lumina refuses",
                    "seed = 1 or more")
                .about("seed")
                .at(sample.place())
                .finding())
        .toList();
  }
}
