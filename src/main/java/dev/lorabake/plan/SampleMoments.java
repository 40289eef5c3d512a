package dev.lorabake.plan;

import dev.lorabake.recipe.Recipe;
import java.util.function.Consumer;

/**
 * When control images are drawn: upstream asks at the start, after every step and after every epoch
 * ({@code sample_images_common} of train_util.py).
 *
 * @param atFirst {@code sample_at_first}
 * @param everyEpochs 0 for not at all; given, the steps are ignored
 * @param everySteps 0 for not at all
 */
record SampleMoments(boolean atFirst, long everyEpochs, long everySteps) {

  /** Of which less than one counts as not given. */
  static SampleMoments of(Recipe recipe) {
    return new SampleMoments(
        recipe.flag("sample_at_first"),
        Math.max(0, recipe.whole("sample_every_n_epochs").orElse(0)),
        Math.max(0, recipe.whole("sample_every_n_steps").orElse(0)));
  }

  /** How often in the whole training. */
  long count(StepPlan steps) {
    Counter counter = new Counter(atFirst ? 1 : 0);
    if (atFirst || everyEpochs > 0 || everySteps > 0) {
      TrainingWalk.walk(steps, counter);
    }
    return counter.times;
  }

  /** How often in the steps of the epoch and after it. */
  long count(TrainingWalk.Epoch epoch) {
    long times = 0;
    if (everyEpochs == 0 && everySteps > 0) {
      times = Math.floorDiv(epoch.to(), everySteps) - Math.floorDiv(epoch.from(), everySteps);
    }
    if (epoch.from() < 0 && epoch.to() >= 0) { // at step 0 upstream looks at sample_at_first alone
      times += (atFirst ? 1 : 0) - (everyEpochs == 0 && everySteps > 0 ? 1 : 0);
    }
    if (epoch.to() == 0) {
      return times + (atFirst ? 1 : 0);
    }
    return times + (everyEpochs > 0 && epoch.number() % everyEpochs == 0 ? 1 : 0);
  }

  private final class Counter implements Consumer<TrainingWalk.Epoch> {
    private long times;

    Counter(long times) {
      this.times = times;
    }

    @Override
    public void accept(TrainingWalk.Epoch epoch) {
      times += count(epoch);
    }
  }
}
