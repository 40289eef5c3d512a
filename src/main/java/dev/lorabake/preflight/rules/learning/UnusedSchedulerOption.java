package dev.lorabake.preflight.rules.learning;

import dev.lorabake.catalog.SchedulerType;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A setting of another scheduler. */
final class UnusedSchedulerOption extends PatternRule {
  private static final List<String> SETTINGS =
      List.of(
          "lr_scheduler_num_cycles",
          "lr_scheduler_power",
          "lr_scheduler_timescale",
          "lr_scheduler_min_lr_ratio",
          "lr_decay_steps",
          "lr_warmup_steps");

  UnusedSchedulerOption() {
    super(
        "unused-scheduler-option",
        Topic.LEARNING,
        Severity.ADVICE,
        "The option belongs to another scheduler, and has no effect on this one",
        "lr_scheduler_num_cycles",
        "lr_scheduler_power",
        "lr_scheduler_timescale",
        "lr_scheduler_min_lr_ratio",
        "lr_decay_steps",
        "lr_warmup_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    SchedulerType scheduler =
        recipe.text("lr_scheduler").flatMap(recipe.catalog()::scheduler).orElse(null);
    if (scheduler == null
        || recipe.isSet("lr_scheduler_type")
        || ChosenOptimizer.of(recipe).isScheduleFree()) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (String option : SETTINGS) {
      OptionalDouble value = recipe.number(option);
      boolean set = recipe.isSet(option) && value.isPresent() && value.getAsDouble() != 0;
      boolean neutral = value.orElse(0) == 1 && option.matches("lr_scheduler_(num_cycles|power)");
      boolean refused =
          option.equals("lr_warmup_steps") && scheduler.warmup() != SchedulerType.Warmup.IGNORED;
      if (set && !neutral && !refused && !scheduler.uses().contains(option)) {
        findings.add(
            found(
                    subject,
                    option
                        + " "
                        + Figures.number(value.getAsDouble())
                        + " has no effect on"
                        + " lr_scheduler "
                        + scheduler.name(),
                    "remove it")
                .about(option)
                .remove(option)
                .finding());
      }
    }
    return findings;
  }
}
