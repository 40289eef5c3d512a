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
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** A warm-up that the scheduler does not take. */
final class SchedulerRefusesWarmup extends PatternRule {
  SchedulerRefusesWarmup() {
    super(
        "scheduler-refuses-warmup",
        Topic.LEARNING,
        Severity.ERROR,
        "lr_warmup_steps is set and the scheduler takes no warm-up: sd-scripts stops after it has"
            + " loaded and cached everything",
        "lr_warmup_steps",
        "lr_scheduler",
        "lr_scheduler_type",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    OptionalDouble warmup = recipe.number("lr_warmup_steps");
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    if (warmup.isEmpty() || isNone(subject, warmup.getAsDouble()) || optimizer.isScheduleFree()) {
      return List.of();
    }
    String shown = "lr_warmup_steps " + Figures.number(warmup.getAsDouble());
    Optional<String> type = recipe.text("lr_scheduler_type").filter(text -> !text.isEmpty());
    if (type.isPresent()) {
      return refused(subject, shown + " with lr_scheduler_type " + type.get());
    }
    if (optimizer.isRelativeAdafactor()) {
      return refused(subject, shown + " with an Adafactor that sets its own rate");
    }
    String scheduler = recipe.text("lr_scheduler").orElse("");
    boolean constant = scheduler.equals("constant");
    if (optimizer.kind().equals("dadaptsgd") && startsAtZero(recipe, scheduler)) {
      return refused(
          subject, shown + " with DAdaptSGD, which divides by the rate of the first step");
    }
    if (!constant && !scheduler.startsWith("adafactor")) {
      return List.of();
    }
    if (!constant) {
      return refused(subject, shown + " with lr_scheduler " + scheduler);
    }
    return found(
            subject,
            shown + " with lr_scheduler constant, which takes no warm-up: sd-scripts stops",
            "lr_scheduler = \"constant_with_warmup\", or lr_warmup_steps = 0")
        .fix("lr_scheduler", "constant_with_warmup")
        .list();
  }

  private static boolean startsAtZero(Recipe recipe, String scheduler) {
    boolean stable = scheduler.equals("warmup_stable_decay");
    return !Set.of("constant", "piecewise_constant").contains(scheduler)
        && !scheduler.startsWith("adafactor")
        && !(stable && recipe.number("lr_scheduler_min_lr_ratio").orElse(0) > 0);
  }

  /** A ratio is turned into whole steps first, and may come to none. */
  private static boolean isNone(Subject subject, double warmup) {
    boolean ratio = subject.recipe().value("lr_warmup_steps").orElse(0L) instanceof Double;
    long total = subject.plan().totalSteps() * LaunchKeys.processes(subject.recipe().launch());
    return warmup == 0 || (ratio && total > 0 && Math.abs(warmup * total) < 1);
  }

  private List<Finding> refused(Subject subject, String combination) {
    return found(
            subject,
            combination
                + (combination.contains("DAdaptSGD") ? "" : ", which takes no warm-up")
                + ": sd-scripts stops",
            "lr_warmup_steps = 0")
        .fix("lr_warmup_steps", 0L)
        .list();
  }
}
