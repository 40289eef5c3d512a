package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A schedule that works against an optimizer's own estimate. */
final class AdaptiveScheduler extends PatternRule {
  AdaptiveScheduler() {
    super(
        "adaptive-scheduler",
        Topic.LEARNING,
        Severity.ADVICE,
        "An optimizer that finds its own rate is used with a plain scheduler, which others work"
            + " against",
        "lr_scheduler",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    String scheduler = recipe.text("lr_scheduler").orElse("");
    if (!optimizer.isAdaptive() || optimizer.isScheduleFree()) {
      return List.of();
    }
    String usual = optimizer.type() == null ? "constant" : optimizer.type().usualScheduler();
    if (scheduler.startsWith("constant")
        || scheduler.equals(usual)
        || recipe.isSet("lr_scheduler_type")) {
      return List.of();
    }
    String either = usual.equals("constant") ? "" : ", or constant";
    return found(
            subject,
            "lr_scheduler "
                + scheduler
                + " with "
                + optimizer.name()
                + ", which is meant for "
                + usual
                + either,
            "lr_scheduler = \"" + usual + "\"")
        .fix("lr_scheduler", usual)
        .list();
  }
}
