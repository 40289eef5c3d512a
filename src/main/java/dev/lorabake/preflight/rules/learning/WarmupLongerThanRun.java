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
      return found(
              subject,
              "lr_warmup_steps is "
                  + Figures.value(ratio)
                  + ", which counts as a ratio: the"
                  + " warm-up lasts "
                  + Figures.number(ratio)
                  + " times the whole run",
              "lr_warmup_steps = " + ratio.longValue() + " without a decimal point means steps")
          .fix("lr_warmup_steps", ratio.longValue())
          .list();
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
}
