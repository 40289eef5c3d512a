package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A schedule for an optimizer that has none. */
final class SchedulerOfScheduleFree extends PatternRule {
  SchedulerOfScheduleFree() {
    super(
        "scheduler-of-schedule-free",
        Topic.LEARNING,
        Severity.WARNING,
        "A schedule-free optimizer follows no scheduler: lr_scheduler and lr_warmup_steps have no"
            + " effect",
        "lr_scheduler",
        "lr_warmup_steps",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    String scheduler = recipe.text("lr_scheduler").orElse("constant");
    double warmup = recipe.number("lr_warmup_steps").orElse(0);
    if (!optimizer.isScheduleFree() || (scheduler.equals("constant") && warmup == 0)) {
      return List.of();
    }
    String what =
        scheduler.equals("constant")
            ? "lr_warmup_steps " + Figures.number(warmup)
            : "lr_scheduler " + scheduler;
    return found(
            subject,
            what + " has no effect with " + optimizer.name(),
            "lr_scheduler = \"constant\" without lr_warmup_steps; a warm-up goes into"
                + " optimizer_args as warmup_steps=100")
        .fix("lr_scheduler", "constant")
        .fix("lr_warmup_steps", 0L)
        .list();
  }
}
