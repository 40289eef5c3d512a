package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** The scheduler that only reports what Adafactor does. */
final class AdafactorSchedulerWithoutAdafactor extends PatternRule {
  AdafactorSchedulerWithoutAdafactor() {
    super(
        "adafactor-scheduler-without-adafactor",
        Topic.LEARNING,
        Severity.ERROR,
        "lr_scheduler adafactor works only with an Adafactor that sets its own rate, and"
            + " sd-scripts stops",
        "lr_scheduler",
        "optimizer_type",
        "optimizer_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    String scheduler = recipe.text("lr_scheduler").orElse("");
    boolean complete = scheduler.startsWith("adafactor:") && optimizer.is("Adafactor");
    if (!scheduler.startsWith("adafactor")
        || optimizer.isRelativeAdafactor()
        || optimizer.isScheduleFree()
        || recipe.isSet("lr_scheduler_type")
        || complete) {
      return List.of();
    }
    return found(
            subject,
            "lr_scheduler "
                + scheduler
                + " with "
                + optimizer.name()
                + (optimizer.is("Adafactor") ? " and relative_step=False" : "")
                + ": sd-scripts stops",
            "lr_scheduler = \"constant_with_warmup\"")
        .fix("lr_scheduler", "constant_with_warmup")
        .list();
  }
}
