package dev.lorabake.train;

import dev.lorabake.plan.Plan;
import dev.lorabake.train.PaceHistory.Measured;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a training takes, as far as earlier runs tell it: never guessed.
 *
 * @param plan with time and cost of its steps, where they are known
 * @param secondsPerStep {@code null} for unknown
 * @param run the run that showed it
 * @param time what the time is made of
 */
public record Timing(
    Plan plan, @Nullable Double secondsPerStep, @Nullable String run, TimeParts time) {

  /** What decides how long a step of it takes, as text to be kept for {@link #pace}. */
  public static String kind(Prepared prepared, boolean rehearsal) {
    return StepKind.of(prepared.recipe(), prepared.plan(), prepared.machine(), rehearsal)
        .json(PartKinds.of(prepared.recipe(), prepared.plan()));
  }

  /** Seconds for one step of that kind, as the runs there show it; empty for unknown. */
  public static Optional<Double> pace(String kind, Path runsRoot) {
    return StepKind.read(kind)
        .flatMap(known -> PaceHistory.best(new PaceHistory(runsRoot).all(known)))
        .map(Measured::secondsPerStep);
  }

  /**
   * Looks for like runs.
   *
   * @param runsRoot where run directories are made
   * @param rehearsal whether the training will only be rehearsed
   */
  public static Timing of(Prepared prepared, Path runsRoot, boolean rehearsal) {
    Plan plan = prepared.plan();
    Double price = prepared.machine().pricePerHour();
    StepKind kind = StepKind.of(prepared.recipe(), plan, prepared.machine(), rehearsal);
    List<Measured> runs = new PaceHistory(runsRoot).all(kind);
    Optional<Measured> best = PaceHistory.best(runs);
    if (best.isEmpty()) {
      return new Timing(plan, null, null, TimeParts.unknown(price));
    }
    double pace = best.get().secondsPerStep();
    Plan timed = plan.withPace(pace, price);
    TimeParts time = TimeParts.of(prepared.recipe(), timed, runs, price);
    return new Timing(timed, pace, best.get().run(), time);
  }
}
