package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.LaunchKeys;
import java.util.List;
import java.util.Optional;

/** The rate never gets where it was set. */
final class WarmupLongerThanRun extends PatternRule {
  WarmupLongerThanRun() {
    super(
        "warmup-longer-than-run",
        Topic.LEARNING,
        Severity.ERROR,
        "The warm-up is as long as the run or longer, so that the learning rate is never reached",
        "lr_warmup_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Optional<Object> warmup = subject.recipe().value("lr_warmup_steps");
    long total = subject.plan().totalSteps();
    if (warmup.isEmpty() || ChosenOptimizer.of(subject.recipe()).isScheduleFree()) {
      return List.of();
    }
    if (warmup.get() instanceof Double ratio && ratio >= 1) {
      return ratioAboveOne(subject, "lr_warmup_steps", "warm-up", ratio);
    }
    boolean decays =
        subject.recipe().text("lr_scheduler").filter("warmup_stable_decay"::equals).isPresent();
    if (decays
        && subject.recipe().value("lr_decay_steps").orElse(0) instanceof Double ratio
        && ratio >= 1) {
      return ratioAboveOne(subject, "lr_decay_steps", "decay", ratio);
    }
    long processes = LaunchKeys.processes(subject.recipe().launch());
    if (!(warmup.get() instanceof Long steps) || total <= 0 || steps < total * processes) {
      return List.of();
    }
    return found(
            subject,
            "lr_warmup_steps "
                + steps
                + " is no shorter than the run of "
                + total
                + " steps: the learning rate is never reached",
            "lr_warmup_steps = " + Math.max(1, total / 20) + ", a twentieth of the run")
        .as(Severity.WARNING)
        .fix("lr_warmup_steps", Math.max(1, total / 20))
        .list();
  }

  /**
   * A float is a share of the run, whatever its size (get_scheduler_fix, library/train_util.py).
   */
  private List<Finding> ratioAboveOne(Subject subject, String option, String phase, Double ratio) {
    return found(
            subject,
            option
                + " is "
                + Figures.value(ratio)
                + ", which counts as a ratio: the "
                + phase
                + " lasts "
                + Figures.number(ratio)
                + " times the whole run",
            option + " = " + ratio.longValue() + " without a decimal point means steps")
        .about(option)
        .fix(option, ratio.longValue())
        .list();
  }
}
