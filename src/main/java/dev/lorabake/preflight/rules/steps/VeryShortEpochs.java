package dev.lorabake.preflight.rules.steps;

import dev.lorabake.plan.Plan;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Hundreds of epochs of a few steps. */
public final class VeryShortEpochs extends PatternRule {
  public VeryShortEpochs() {
    super(
        "very-short-epochs",
        Topic.STEPS,
        Severity.ADVICE,
        "Epochs of a few steps spend their time on starting anew",
        "num_repeats",
        "max_train_epochs");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Plan plan = subject.plan();
    if (plan.updatesPerEpoch() == 0 || plan.updatesPerEpoch() >= SHORT || plan.epochs() < MANY) {
      return List.of();
    }
    return found(
            subject,
            plan.epochs()
                + " epochs of "
                + Figures.count(plan.updatesPerEpoch(), "step")
                + ": at each start sd-scripts shuffles anew and starts its loaders again",
            "num_repeats = 10 and a tenth of the epochs trains the same")
        .list();
  }

  private static final long SHORT = 10;
  private static final long MANY = 100;
}
