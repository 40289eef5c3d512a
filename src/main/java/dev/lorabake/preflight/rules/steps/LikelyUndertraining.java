package dev.lorabake.preflight.rules.steps;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.stream.Stream;

/** A run too short to learn. */
public final class LikelyUndertraining extends PatternRule {
  public LikelyUndertraining() {
    super(
        "likely-undertraining",
        Topic.STEPS,
        Severity.WARNING,
        "Each image is seen so seldom, and so few are, that the LoRA will hardly have"
            + " learnt anything",
        "max_train_epochs",
        "max_train_steps",
        "num_repeats");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean continued =
        Stream.of("network_weights", "resume", "initial_step", "initial_epoch")
            .anyMatch(recipe::isSet);
    Exposure exposure = Exposure.of(subject.plan()).orElse(null);
    Exposure.Usual usual = Exposure.usual(recipe.family());
    if (continued
        || exposure == null
        || exposure.perImage() >= usual.least()
        || exposure.samples() >= usual.fewSamples()) {
      return List.of();
    }
    double factor =
        Math.min(100 / exposure.perImage(), 2 * usual.fewSamples() / exposure.samples());
    return Longer.by(
            found(
                subject,
                "each image is seen "
                    + Figures.number(Math.rint(exposure.perImage()))
                    + " times in "
                    + Figures.count(subject.plan().totalSteps(), "step")
                    + ": hardly enough to learn a subject, for which "
                    + Figures.number(usual.least())
                    + " times and more are usual",
                Longer.text(subject, factor)),
            subject,
            factor)
        .list();
  }
}
