package dev.lorabake.preflight.rules.steps;

import dev.lorabake.plan.Plan;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
import java.util.List;

/** Each image is seen far too often. */
final class Overtraining extends PatternRule {
  private static final double FAR_TOO_OFTEN = 600;
  private static final double OFTEN = 350;

  Overtraining() {
    super(
        "overtraining",
        Topic.STEPS,
        Severity.WARNING,
        "Each image is used so often that the LoRA learns the images by heart, not the subject",
        "max_train_epochs",
        "max_train_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    double views = Views.perImage(subject.plan());
    double rate = TrainedParts.of(subject.recipe()).modelRate().orElse(1e-4);
    boolean slow = rate < 5e-5 && !ChosenOptimizer.of(subject.recipe()).isAdaptive();
    if (views < OFTEN || slow) {
      return List.of();
    }
    Plan plan = subject.plan();
    long fewer = Math.max(1, Math.round(plan.epochs() * 150 / views));
    return found(
            subject,
            "each of "
                + Figures.count(Views.images(plan), "image")
                + " is used "
                + Math.round(views)
                + " times in "
                + plan.totalSteps()
                + " steps",
            "about 150 times is usual: max_train_epochs = "
                + fewer
                + ", or fewer repeats; keep earlier checkpoints to compare")
        .as(views >= FAR_TOO_OFTEN ? Severity.WARNING : Severity.ADVICE)
        .list();
  }
}
