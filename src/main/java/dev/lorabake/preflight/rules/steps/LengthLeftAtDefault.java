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

/** Nobody chose how long to train. */
final class LengthLeftAtDefault extends PatternRule {
  LengthLeftAtDefault() {
    super(
        "length-left-at-default",
        Topic.STEPS,
        Severity.WARNING,
        "Neither max_train_epochs nor max_train_steps is set, and sd-scripts trains 1600 steps"
            + " whatever the dataset",
        "max_train_epochs",
        "max_train_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    if (recipe.isSet("max_train_epochs") || recipe.isSet("max_train_steps")) {
      return List.of();
    }
    Plan plan = subject.plan();
    String meaning =
        plan.updatesPerEpoch() > 0
            ? ", here "
                + Figures.count(plan.epochs(), "epoch")
                + " of "
                + Figures.count(plan.updatesPerEpoch(), "step")
            : "";
    return found(
            subject,
            "neither max_train_epochs nor max_train_steps is set: 1600 steps" + meaning,
            "max_train_epochs = 10")
        .fix("max_train_epochs", 10L)
        .list();
  }
}
