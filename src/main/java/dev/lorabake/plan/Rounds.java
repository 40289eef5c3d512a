package dev.lorabake.plan;

import dev.lorabake.recipe.Recipe;

/**
 * How often a training stops its steps for something else.
 *
 * @param samples rounds of control images
 * @param validations passes over the validation images
 */
public record Rounds(long samples, long validations) {
  static final Rounds NONE = new Rounds(0, 0);

  static Rounds of(Recipe recipe, StepPlan steps, ImageCounts images) {
    long validations = images.validation() == 0 ? 0 : validations(recipe, steps);
    return new Rounds(SampleMoments.of(recipe).count(steps), validations);
  }

  /**
   * By steps where that is wished, and at the end of epochs in any case (train_network.py, {@code
   * should_validate_epoch}).
   */
  private static long validations(Recipe recipe, StepPlan steps) {
    long everySteps = steps.validation().everySteps();
    long everyEpochs = Math.max(1, recipe.whole("validate_every_n_epochs").orElse(1));
    long[] times = {0};
    TrainingWalk.walk(
        steps,
        epoch -> {
          if (everySteps > 0) {
            times[0] +=
                Math.floorDiv(epoch.to(), everySteps) - Math.floorDiv(epoch.from(), everySteps);
          }
          times[0] += epoch.number() % everyEpochs == 0 ? 1 : 0;
        });
    return times[0];
  }
}
