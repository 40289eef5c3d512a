package dev.lorabake.plan;

import dev.lorabake.recipe.Recipe;

/** How often a training stops its steps for something else. */
public final class Rounds {
  private Rounds() {}

  /** Rounds of control images (train_util.py, {@code sample_images_common}). */
  public static long samples(Recipe recipe, long epochs, long totalSteps) {
    long times = recipe.flag("sample_at_first") ? 1 : 0;
    long everyEpochs = recipe.whole("sample_every_n_epochs").orElse(0);
    long everySteps = recipe.whole("sample_every_n_steps").orElse(0);
    if (everyEpochs > 0) { // then upstream ignores the steps
      times += epochs / everyEpochs;
    } else if (everySteps > 0) {
      times += totalSteps / everySteps;
    }
    return times;
  }

  /**
   * Validations: by steps where that is wished, and at the end of epochs in any case
   * (train_network.py, {@code should_validate_epoch}).
   */
  public static long validations(Recipe recipe, Plan plan) {
    if (plan.images().validation() == 0) {
      return 0;
    }
    long everySteps = recipe.whole("validate_every_n_steps").orElse(0);
    long everyEpochs = recipe.whole("validate_every_n_epochs").orElse(1);
    long times = everySteps > 0 ? plan.totalSteps() / everySteps : 0;
    return everyEpochs > 0 ? times + plan.epochs() / everyEpochs : times;
  }
}
