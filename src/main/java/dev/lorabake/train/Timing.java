package dev.lorabake.train;

import dev.lorabake.plan.Plan;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a training takes, as far as earlier runs tell it: never guessed.
 *
 * @param plan with time and cost, where they are known
 * @param secondsPerStep {@code null} for unknown
 * @param run the run that showed it
 */
public record Timing(Plan plan, @Nullable Double secondsPerStep, @Nullable String run) {

  /**
   * Looks for a like run.
   *
   * @param runsRoot where run directories are made
   * @param rehearsal whether the training will only be rehearsed
   */
  public static Timing of(Prepared prepared, Path runsRoot, boolean rehearsal) {
    Plan plan = prepared.plan();
    StepKind kind = StepKind.of(prepared.recipe(), plan, prepared.machine(), rehearsal);
    Optional<PaceHistory.Measured> found = new PaceHistory(runsRoot).find(kind);
    if (found.isEmpty()) {
      return new Timing(plan, null, null);
    }
    double pace = found.get().secondsPerStep();
    Double price = prepared.machine().pricePerHour();
    return new Timing(plan.withPace(pace, price), pace, found.get().run());
  }
}
