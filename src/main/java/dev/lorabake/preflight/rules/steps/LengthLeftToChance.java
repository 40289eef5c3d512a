package dev.lorabake.preflight.rules.steps;

import dev.lorabake.plan.Plan;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A length that nobody chose. */
public final class LengthLeftToChance extends PatternRule {
  public LengthLeftToChance() {
    super(
        "length-left-to-chance",
        Topic.STEPS,
        Severity.ADVICE,
        "Neither steps nor epochs are set, so that sd-scripts trains its default of 1600"
            + " steps",
        "max_train_epochs",
        "max_train_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Plan plan = subject.plan();
    Recipe recipe = subject.recipe();
    if (recipe.isSet("max_train_steps")
        || recipe.isSet("max_train_epochs")
        || plan.totalSteps() == 0) {
      return List.of();
    }
    double epochs = (double) plan.totalSteps() / Math.max(1, plan.updatesPerEpoch());
    return found(
            subject,
            "neither max_train_epochs nor max_train_steps is set: the default of "
                + Figures.count(plan.totalSteps(), "step")
                + " makes "
                + Figures.number(epochs)
                + " epochs with these images",
            "max_train_epochs = " + plan.epochs())
        .fix("max_train_epochs", plan.epochs())
        .list();
  }
}
