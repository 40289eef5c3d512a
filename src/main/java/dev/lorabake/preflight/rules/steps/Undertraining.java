package dev.lorabake.preflight.rules.steps;

import dev.lorabake.plan.Plan;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Each image is hardly seen. */
final class Undertraining extends PatternRule {
  private static final double SELDOM = 30;
  private static final long SHORT_RUN = 500;

  Undertraining() {
    super(
        "undertraining",
        Topic.STEPS,
        Severity.WARNING,
        "The run is so short that the LoRA can hardly have learnt anything",
        "max_train_epochs",
        "max_train_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Plan plan = subject.plan();
    double views = Views.perImage(plan);
    boolean adaptive = ChosenOptimizer.of(subject.recipe()).isAdaptive();
    if (views <= 0 || views >= SELDOM || plan.totalSteps() >= SHORT_RUN || adaptive) {
      return List.of();
    }
    boolean hardly = plan.totalSteps() < 100 && views < 10;
    long more = Math.max(plan.epochs() + 1, Math.round(plan.epochs() * 100 / views));
    return found(
            subject,
            "each of "
                + Figures.count(Views.images(plan), "image")
                + " is used "
                + Figures.number(Math.rint(views * 10) / 10)
                + " times in "
                + Figures.count(plan.totalSteps(), "step"),
            "about 100 times is usual: max_train_epochs = " + more + ", or more repeats")
        .as(hardly ? Severity.WARNING : Severity.ADVICE)
        .list();
  }
}
