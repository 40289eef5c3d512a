package dev.lorabake.cli;

import dev.lorabake.UserError;
import dev.lorabake.run.MeasureGoal;
import dev.lorabake.run.StepStretches;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how long the trainer is run to learn its pace. */
final class MeasureArguments {
  /** A week: who wants more wants the training. */
  private static final long MOST_MINUTES = Duration.ofDays(7).toMinutes();

  @Option(
      names = "--measure",
      description = "Run the trainer until its pace is known, keep nothing of it, then plan.")
  boolean measure;

  @Option(
      names = "--measure-steps",
      paramLabel = "N",
      description = "Make at least that many steps, 8 or more (20).")
  @Nullable Long steps;

  @Option(
      names = "--measure-minutes",
      paramLabel = "N",
      description = "End it that long after its first step, whatever is known (10).")
  @Nullable Long minutes;

  boolean wanted() {
    return measure || steps != null || minutes != null;
  }

  /**
   * When enough is seen.
   *
   * @throws UserError for numbers that nothing could be learnt by
   */
  MeasureGoal goal() {
    long fewest = steps == null ? MeasureGoal.USUAL.steps() : steps;
    long most = minutes == null ? MeasureGoal.USUAL.most().toMinutes() : minutes;
    if (fewest < StepStretches.FEWEST_STEPS) {
      throw new UserError(
          "--measure-steps " + fewest + " is too few",
          "give "
              + StepStretches.FEWEST_STEPS
              + " at least; "
              + MeasureGoal.USUAL.steps()
              + " tell a pace as a rule");
    }
    if (most < 1 || most > MOST_MINUTES) {
      throw new UserError(
          "--measure-minutes " + most + " is too " + (most < 1 ? "short" : "long"),
          "give 1 to " + MOST_MINUTES + "; a measurement ends sooner where it knows enough");
    }
    return new MeasureGoal(fewest, Duration.ofMinutes(most));
  }
}
