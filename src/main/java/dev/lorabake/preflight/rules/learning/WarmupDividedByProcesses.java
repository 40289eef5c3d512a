package dev.lorabake.preflight.rules.learning;

import dev.lorabake.catalog.SchedulerType;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** Steps of a schedule that several processes count together. */
final class WarmupDividedByProcesses extends PatternRule {
  WarmupDividedByProcesses() {
    super(
        "warmup-divided-by-processes",
        Topic.LEARNING,
        Severity.WARNING,
        "The schedule advances once for every process at each step, so that a whole number of"
            + " lr_warmup_steps or lr_decay_steps passes that many times sooner",
        "lr_warmup_steps",
        "lr_decay_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    long processes = LaunchKeys.processes(recipe.launch());
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    SchedulerType scheduler =
        recipe.text("lr_scheduler").flatMap(recipe.catalog()::scheduler).orElse(null);
    if (processes < 2
        || scheduler == null
        || optimizer.isScheduleFree()
        || optimizer.isRelativeAdafactor()
        || recipe.isSet("lr_scheduler_type")) {
      return List.of();
    }
    return options().stream()
        .filter(option -> scheduler.uses().contains(option))
        .filter(option -> recipe.whole(option).orElse(0) > 0)
        .map(option -> finding(subject, option, recipe.whole(option).orElse(0), processes))
        .toList();
  }

  private Finding finding(Subject subject, String option, long steps, long processes) {
    return found(
            subject,
            option
                + " "
                + steps
                + " lasts only "
                + steps / processes
                + " steps of the run: "
                + processes
                + " processes count together",
            option + " = " + steps * processes + ", or a ratio of the run such as 0.05")
        .about(option)
        .finding();
  }
}
