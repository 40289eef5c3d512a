package dev.lorabake.train;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How fast steps follow each other, by when lorabake saw them. Upstream's own bar is no help: it
 * takes the pauses for samples out of its clock, and with quick steps nearly everything else too
 * (tqdm's {@code unpause}, called at each step by train_network.py).
 *
 * @param fromStep where the window begins
 * @param nextStep where it will begin once it has grown too long
 */
public record Pace(
    long fromStep,
    @Nullable Instant from,
    long nextStep,
    @Nullable Instant next,
    long step,
    @Nullable Instant at) {
  private static final Duration WINDOW = Duration.ofSeconds(20);
  private static final double MEASURABLE_SECONDS = 0.5;

  public static Pace unknown() {
    return new Pace(0, null, 0, null, 0, null);
  }

  /** Takes in a step; one that comes again, or a clock that went back, begins the window anew. */
  public Pace after(long newStep, Instant newAt) {
    if (from == null || next == null || at == null || newAt.isBefore(at) || newStep < step) {
      return new Pace(newStep, newAt, newStep, newAt, newStep, newAt);
    }
    if (Duration.between(next, newAt).compareTo(WINDOW) > 0) {
      return new Pace(nextStep, next, newStep, newAt, newStep, newAt);
    }
    return new Pace(fromStep, from, nextStep, next, newStep, newAt);
  }

  /** Seconds for one step; {@code null} while too little was seen. */
  public @Nullable Double secondsPerStep() {
    if (from == null || at == null || step <= fromStep) {
      return null;
    }
    double seconds = Duration.between(from, at).toMillis() / 1000.0;
    return seconds < MEASURABLE_SECONDS ? null : seconds / (step - fromStep);
  }
}
