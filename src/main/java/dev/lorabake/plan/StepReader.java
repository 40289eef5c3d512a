package dev.lorabake.plan;

import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Place;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.TrainState;
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

  StepPlan read(DatasetsPlan data) {
    StepPlan.Input input =
        new StepPlan.Input(
            data.batches(),
            positive("max_train_steps", DEFAULT_STEPS),
            recipe.isSet("max_train_epochs") ? positive("max_train_epochs", 1) : 0,
            processes(),
            positive("gradient_accumulation_steps", 1),
            start(),
            validation(data.validationBatches()));
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
    tellBrokenAccumulation(plan);
    return problems.fatal() ? StepPlan.NONE : plan;
  }

  private void tellBrokenAccumulation(StepPlan plan) {
    StepPlan.StepValidation validation = plan.validation();
    if (plan.accumulation() > 1 && validation.breaksAccumulation()) {
      problems.add(
          Kind.VALIDATION_BREAKS_ACCUMULATION,
          "max_validation_steps",
          "the validation after a step stops after "
              + validation.batches()
              + " of "
              + validation.of()
              + " batches: until the epoch ends "
              + (validation.leavesAtLast()
                  ? "every batch makes an update of its own"
                  : "no update is made for an incomplete accumulation"),
          recipe.find("max_validation_steps").map(Setting::place).orElse(null));
    }
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

  private StepPlan.StepValidation validation(long batches) {
    long share = Math.ceilDiv(batches, processes());
    return new StepPlan.StepValidation(
        Math.max(0, recipe.whole("validate_every_n_steps").orElse(0)),
        Math.min(share, recipe.whole("max_validation_steps").orElse(share)),
        share);
  }

  private StepPlan.Start start() {
    boolean skip = recipe.flag("skip_until_initial_step");
    if (recipe.isSet("initial_step")) {
      return new StepPlan.Start(bounded("initial_step"), null, skip);
    }
    if (recipe.isSet("initial_epoch")) {
      return new StepPlan.Start(0, bounded("initial_epoch"), skip);
    }
    long step = recipe.path("resume").map(state -> TrainState.of(state).step()).orElse(0L);
    return new StepPlan.Start(Math.clamp(step, 0, MOST_STEPS), null, skip);
  }

  private long bounded(String option) {
    return Math.clamp(recipe.whole(option).orElse(0), -MOST_STEPS, MOST_STEPS);
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
