package dev.lorabake.plan;

import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads from the recipe when it saves. */
final class SaveReader {
  /** Beyond this nobody reads the list, and it is a mistake anyway. */
  private static final long MOST_SAVES = 20_000;

  private final Recipe recipe;
  private final Problems problems;

  private SaveReader(Recipe recipe, Problems problems) {
    this.recipe = recipe;
    this.problems = problems;
  }

  static SaveSchedule.Saves schedule(Recipe recipe, StepPlan steps, Problems problems) {
    return SaveSchedule.of(new SaveReader(recipe, problems).rules(steps), steps, lying(recipe));
  }

  /** What lies in the output folder. */
  static Set<String> lying(Recipe recipe) {
    String[] names = recipe.path("output_dir").map(folder -> folder.toFile().list()).orElse(null);
    return names == null ? Set.of() : Set.of(names);
  }

  private SaveRules rules(StepPlan steps) {
    return new SaveRules(
        recipe.text("output_name").orElse(null),
        "." + recipe.text("save_model_as").orElse("safetensors"),
        interval("save_every_n_epochs", steps.epochs()),
        interval("save_every_n_steps", steps.totalSteps()),
        whole("save_n_epoch_ratio"),
        whole("save_last_n_epochs"),
        whole("save_last_n_steps"),
        whole("save_last_n_epochs_state"),
        whole("save_last_n_steps_state"),
        recipe.flag("save_state"),
        recipe.flag("save_state_on_train_end"));
  }

  private @Nullable Long whole(String option) {
    return recipe.whole(option).isPresent() ? recipe.whole(option).getAsLong() : null;
  }

  private @Nullable Long interval(String option, long span) {
    Long every = whole(option);
    if (every == null) {
      return null;
    }
    if (every < 1) {
      invalid(option, every + " is not at least 1");
      return null;
    }
    if (span / every > MOST_SAVES) {
      invalid(option, every + " makes " + span / every + " files");
      return null;
    }
    return every;
  }

  private void invalid(String option, String detail) {
    problems.add(
        Kind.VALUE_INVALID, option, detail, recipe.find(option).map(Setting::place).orElse(null));
  }
}
