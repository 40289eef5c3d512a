package dev.lorabake.plan;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads from the recipe how long it trains. */
final class StepReader {
  private static final long DEFAULT_STEPS = 1600;

  /** More steps than anybody takes, and few enough that no product of them overflows. */
  private static final long MOST_STEPS = 1_000_000_000;

  private final Recipe recipe;
  private final Problems problems;

  StepReader(Recipe recipe, Problems problems) {
    this.recipe = recipe;
    this.problems = problems;
  }

  StepPlan read(long batches) {
    StepPlan.Input input =
        new StepPlan.Input(
            batches,
            positive("max_train_steps", DEFAULT_STEPS),
            recipe.isSet("max_train_epochs") ? positive("max_train_epochs", 1) : 0,
            processes(),
            positive("gradient_accumulation_steps", 1),
            start());
    if (problems.fatal()) {
      return StepPlan.NONE;
    }
    StepPlan plan = StepPlan.of(input);
    if (plan.totalSteps() > MOST_STEPS) {
      invalid("max_train_epochs", plan.totalSteps() + " steps are more than can be trained");
    } else if (StepPlan.startsTooLate(input)) {
      invalid(
          recipe.isSet("initial_step") ? "initial_step" : "initial_epoch",
          "the training would start at its end, step " + plan.totalSteps() + ", or later");
    }
    return problems.fatal() ? StepPlan.NONE : plan;
  }

  /** Processes over all machines: that is what {@code accelerate launch} counts. */
  private long processes() {
    if (recipe.launch().text(LaunchKeys.LAUNCHER).orElse("").equals("python")) {
      return 1;
    }
    long processes = recipe.launch().whole(LaunchKeys.NUM_PROCESSES).orElse(1);
    if (processes < 1 || processes > MOST_STEPS) {
      invalid(LaunchKeys.NUM_PROCESSES, processes + " is no number of processes");
      return 1;
    }
    return processes;
  }

  private StepPlan.Start start() {
    long step = recipe.whole("initial_step").orElse(0);
    long epoch = recipe.whole("initial_epoch").orElse(0);
    if (!recipe.isSet("initial_step") && !recipe.isSet("initial_epoch")) {
      step = recipe.path("resume").map(StepReader::stepOf).orElse(0L);
    }
    return new StepPlan.Start(
        Math.min(step, MOST_STEPS),
        Math.min(epoch, MOST_STEPS),
        recipe.flag("skip_until_initial_step"));
  }

  /** The step that a state folder was saved at; 0 where it does not say. */
  private static long stepOf(Path state) {
    Path file = state.resolve("train_state.json");
    try {
      return Files.exists(file)
          ? Json.object(Files.readString(file), file.toString()).whole("current_step", 0)
          : 0;
    } catch (IOException | JsonError e) {
      return 0;
    }
  }

  private long positive(String option, long otherwise) {
    long value = recipe.whole(option).orElse(otherwise);
    if (value < 1 || value > MOST_STEPS) {
      invalid(option, value + " is not between 1 and " + MOST_STEPS);
      return otherwise;
    }
    return value;
  }

  private void invalid(String option, String detail) {
    @Nullable Place at = recipe.find(option).map(Setting::place).orElse(null);
    problems.addFatal(Kind.VALUE_INVALID, option, detail, at);
  }
}
