package dev.lorabake.run;

import dev.lorabake.event.JournalEntry;
import dev.lorabake.event.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pace of a run by stretches of a second and more between its steps. Single steps would not do:
 * quick ones are read many at a time. The first step, with all that is done only once, is none.
 */
public final class StepStretches {
  private static final Duration STRETCH = Duration.ofSeconds(1);

  /** Fewer tell nothing: the first steps are slow. */
  public static final int FEWEST_STEPS = 8;

  private static final int FEWEST_STRETCHES = 3;

  private static final int SETTLED_STRETCHES = 5;

  /** A median that is known to this share of itself, about two times in three. */
  private static final double SETTLED_ERROR = 0.05;

  private final List<Double> paces = new ArrayList<>();
  private long steps;
  private double seconds;
  private RunEvent.@Nullable Step from;
  private Instant at = Instant.EPOCH;
  private @Nullable Instant first;

  /** Takes in what a journal holds, in its order; only steps count. */
  public void accept(JournalEntry entry) {
    if (!(entry.event() instanceof RunEvent.Step next)) {
      return;
    }
    steps++;
    if (first == null) {
      first = entry.at();
    }
    if (from == null || next.step() <= from.step() || entry.at().isBefore(at)) {
      from = next;
      at = entry.at();
      return;
    }
    Duration stretch = Duration.between(at, entry.at());
    if (stretch.compareTo(STRETCH) >= 0) {
      double length = stretch.toNanos() / 1e9;
      paces.add(length / (next.step() - from.step()));
      seconds += length;
      from = next;
      at = entry.at();
    }
  }

  /** When the first step was seen; {@code null} before. */
  public @Nullable Instant first() {
    return first;
  }

  /** How many steps were seen. */
  public long steps() {
    return steps;
  }

  /** How long the stretches are together. */
  public double seconds() {
    return seconds;
  }

  /**
   * The median of the stretches, which pauses for samples and saves do not move; {@code null} where
   * too little was seen.
   */
  public @Nullable Double secondsPerStep() {
    return steps < FEWEST_STEPS || paces.size() < FEWEST_STRETCHES ? null : quantile(sorted(), 0.5);
  }

  /**
   * Whether more would hardly change the median: its standard error, 0.93 times the distance of the
   * quartiles over the root of their number for a normal spread, is small.
   */
  boolean isSettled() {
    if (steps < FEWEST_STEPS || paces.size() < SETTLED_STRETCHES) {
      return false;
    }
    List<Double> sorted = sorted();
    double spread = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    return 0.93 * spread / Math.sqrt(sorted.size()) <= SETTLED_ERROR * quantile(sorted, 0.5);
  }

  private List<Double> sorted() {
    return paces.stream().sorted().toList();
  }

  private static double quantile(List<Double> sorted, double share) {
    return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
  }
}
