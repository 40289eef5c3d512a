package dev.lorabake.plan;

import dev.lorabake.catalog.SchedulerType;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many updates the learning rate rises and falls for ({@code get_scheduler_fix} of
 * train_util.py). Accelerate advances the scheduler once for every process at each update, so that
 * a number of steps passes that many times sooner; a ratio is one of the whole run.
 *
 * @param warmupUpdates after so many the rate is reached; {@code null} without such a scheduler
 * @param decayUpdates the last so many, in which it falls; {@code null} without such a scheduler
 */
record RateSchedule(@Nullable Long warmupUpdates, @Nullable Long decayUpdates) {
  static final RateSchedule NONE = new RateSchedule(null, null);

  static RateSchedule of(Recipe recipe, long totalSteps) {
    SchedulerType scheduler =
        recipe.catalog().scheduler(recipe.text("lr_scheduler").orElse("constant")).orElse(null);
    if (scheduler == null || schedulesItself(recipe)) {
      return NONE;
    }
    return new RateSchedule(
        updates(recipe, scheduler, "lr_warmup_steps", totalSteps),
        updates(recipe, scheduler, "lr_decay_steps", totalSteps));
  }

  private static @Nullable Long updates(
      Recipe recipe, SchedulerType scheduler, String option, long totalSteps) {
    if (!scheduler.uses().contains(option)) {
      return null;
    }
    long processes = LaunchKeys.processes(recipe.launch());
    Object written = recipe.value(option).orElse(0L);
    return switch (written) {
      case Long steps -> Math.ceilDiv(Math.max(0, steps), processes);
      case Double ratio -> // cut to a whole number of the scheduler's steps first
          Math.ceilDiv(Math.max(0, (long) (ratio * (totalSteps * processes))), processes);
      default -> null;
    };
  }

  /** An optimizer without a schedule, or a scheduler that is not one of upstream's own. */
  private static boolean schedulesItself(Recipe recipe) {
    String optimizer = recipe.text("optimizer_type").orElse("").toLowerCase(Locale.ROOT);
    boolean relative =
        recipe.list("optimizer_args").stream()
            .noneMatch(arg -> arg.toString().replace(" ", "").equals("relative_step=False"));
    return optimizer.endsWith("schedulefree")
        || (optimizer.equals("adafactor") && relative)
        || recipe.text("lr_scheduler_type").filter(type -> !type.isEmpty()).isPresent();
  }
}
