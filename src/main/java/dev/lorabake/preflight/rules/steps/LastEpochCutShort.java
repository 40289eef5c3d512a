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

/** A run that ends within an epoch. */
final class LastEpochCutShort extends PatternRule {
  LastEpochCutShort() {
    super(
        "last-epoch-cut-short",
        Topic.STEPS,
        Severity.WARNING,
        "The steps end within an epoch, so that some images are seen less often than"
            + " others, or never",
        "max_train_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Plan plan = subject.plan();
    long updates = plan.updatesPerEpoch();
    Recipe recipe = subject.recipe();
    if (updates == 0 || recipe.isSet("max_train_epochs") || !recipe.isSet("max_train_steps")) {
      return List.of();
    }
    long left = Math.floorMod(-plan.totalSteps(), updates);
    boolean never = plan.totalSteps() < updates;
    if (left < WORTH_A_WORD * plan.totalSteps() || plan.totalSteps() == 0) {
      return List.of();
    }
    long whole = Math.max(1, Math.round((double) plan.totalSteps() / updates)) * updates;
    return found(
            subject,
            "max_train_steps "
                + plan.totalSteps()
                + (never
                    ? " is less than an epoch of " + updates + " steps: some images are never seen"
                    : " is "
                        + Figures.number(Math.round(100.0 * plan.totalSteps() / updates) / 100.0)
                        + " epochs of "
                        + updates
                        + " steps: the last one ends early, and some images are seen less often"),
            "max_train_steps = " + whole + " is a whole number of epochs")
        .as(never ? Severity.WARNING : Severity.ADVICE)
        .fix("max_train_steps", whole)
        .list();
  }

  /** The share of the run that is missing to its last epoch. */
  private static final double WORTH_A_WORD = 0.05;
}
