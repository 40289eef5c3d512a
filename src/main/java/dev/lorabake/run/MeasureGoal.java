package dev.lorabake.run;

import java.time.Duration;

/**
 * When a measurement has seen enough.
 *
 * @param steps the fewest steps
 * @param most counted from the first step: then it ends, whatever is known
 */
public record MeasureGoal(long steps, Duration most) {
  /** Seldom more than some minutes, even where a step takes ten seconds. */
  public static final MeasureGoal USUAL = new MeasureGoal(20, Duration.ofMinutes(10));
}
