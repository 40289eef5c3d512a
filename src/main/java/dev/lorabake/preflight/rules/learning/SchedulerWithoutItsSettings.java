package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Map;

/** A scheduler that cannot do without an option that is missing. */
final class SchedulerWithoutItsSettings extends PatternRule {
  SchedulerWithoutItsSettings() {
    super(
        "scheduler-without-its-settings",
        Topic.LEARNING,
        Severity.ERROR,
        "The scheduler needs a setting that is missing",
        "lr_scheduler",
        "lr_scheduler_min_lr_ratio",
        "lr_scheduler_args",
        "lr_decay_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String scheduler = recipe.text("lr_scheduler").orElse("");
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    if (recipe.isSet("lr_scheduler_type")
        || optimizer.isScheduleFree()
        || optimizer.isRelativeAdafactor()) {
      return List.of();
    }
    Map<String, String> args = Literal.keyValues(recipe.list("lr_scheduler_args"));
    return switch (scheduler) {
      case "cosine_with_min_lr" -> {
        boolean given =
            recipe.isSet("lr_scheduler_min_lr_ratio")
                || args.containsKey("min_lr")
                || args.containsKey("min_lr_rate"); // wrong-scheduler-arg tells it
        yield given
            ? List.of()
            : found(
                    subject,
                    "lr_scheduler cosine_with_min_lr has no lr_scheduler_min_lr_ratio, and"
                        + " sd-scripts stops",
                    "lr_scheduler_min_lr_ratio = 0.1")
                .fix("lr_scheduler_min_lr_ratio", 0.1)
                .choice()
                .list();
      }
      case "piecewise_constant" ->
          args.containsKey("step_rules")
              ? List.of()
              : found(
                      subject,
                      "lr_scheduler piecewise_constant has no step_rules, and sd-scripts stops",
                      "lr_scheduler_args = [\"step_rules='1:500,0.1'\"]: times 1 until step 500,"
                          + " then times 0.1")
                  .list();
      case "warmup_stable_decay" ->
          recipe.number("lr_decay_steps").orElse(1) != 0
              ? List.of()
              : found(
                      subject,
                      "lr_scheduler warmup_stable_decay has no lr_decay_steps: the rate never"
                          + " falls",
                      "lr_decay_steps = 0.2, the last fifth of the run")
                  .as(Severity.WARNING)
                  .fix("lr_decay_steps", 0.2)
                  .list();
      default -> List.of();
    };
  }
}
