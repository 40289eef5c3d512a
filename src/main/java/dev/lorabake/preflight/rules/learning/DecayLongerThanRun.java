package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A decay that does not fit behind its warm-up. */
final class DecayLongerThanRun extends PatternRule {
  DecayLongerThanRun() {
    super(
        "decay-longer-than-run",
        Topic.LEARNING,
        Severity.ERROR,
        "Warm-up and decay together are longer than the run, so that the rate jumps and the curve"
            + " never ends",
        "lr_decay_steps",
        "lr_warmup_steps",
        "lr_scheduler");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    long total = subject.plan().totalSteps() * LaunchKeys.processes(recipe.launch());
    boolean used =
        recipe.text("lr_scheduler").orElse("").equals("warmup_stable_decay")
            && !ChosenOptimizer.of(recipe).isScheduleFree()
            && !ChosenOptimizer.of(recipe).isRelativeAdafactor()
            && !recipe.isSet("lr_scheduler_type");
    double decay = steps(recipe, "lr_decay_steps", total);
    double warmup = steps(recipe, "lr_warmup_steps", total);
    if (!used || total <= 0 || decay <= 0 || warmup >= total || warmup + decay <= total) {
      return List.of();
    }
    boolean ratio =
        recipe.value("lr_decay_steps").orElse(0L) instanceof Double written && written >= 1;
    return found(
            subject,
            ratio
                ? "lr_decay_steps is "
                    + Figures.value(recipe.value("lr_decay_steps").orElse(0L))
                    + ", which counts as a ratio of the run"
                : "lr_warmup_steps and lr_decay_steps take "
                    + Figures.number(warmup + decay)
                    + " steps, and the run has "
                    + total,
            ratio
                ? "write it without a decimal point to mean steps"
                : "lr_decay_steps = 0.2, the last fifth of the run")
        .as(ratio ? Severity.ERROR : Severity.WARNING)
        .list();
  }

  private static double steps(Recipe recipe, String option, long total) {
    double number = recipe.number(option).orElse(0);
    boolean ratio = recipe.value(option).orElse(0L) instanceof Double;
    return ratio ? Math.floor(number * total) : number;
  }
}
