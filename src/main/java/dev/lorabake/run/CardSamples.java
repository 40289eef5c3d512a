package dev.lorabake.run;

import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of one card, in little room however long the run is: how often each amount of
 * memory was in use, which a trainer that holds on to its memory seldom changes.
 */
final class CardSamples {
  /** A sample this close to the peak is one of it. */
  private static final double NEAR = 0.95;

  private static final long MIB = 1L << 20;

  private final TreeMap<Double, Long> inUse = new TreeMap<>();
  private final TreeMap<Double, Long> byTrainer = new TreeMap<>();
  private @Nullable Double baseline;
  private @Nullable GpuSample last;
  private long during;

  void add(GpuSample sample) {
    last = sample;
    if (sample.sample() == 0) {
      baseline = sample.usedMib();
      return;
    }
    during++;
    inUse.merge(sample.usedMib(), 1L, Long::sum);
    if (sample.trainerMib() != null) {
      byTrainer.merge(sample.trainerMib(), 1L, Long::sum);
    }
  }

  /** Whether the trainer's processes were seen on this card. */
  boolean showsTrainer() {
    return !byTrainer.isEmpty();
  }

  /**
   * The card's peak; empty where it was not looked at while the trainer ran.
   *
   * @param trainerShown whether the trainer's processes were seen on some card
   */
  Optional<CardPeak> peak(boolean trainerShown) {
    if (last == null || inUse.isEmpty()) {
      return Optional.empty();
    }
    double most = inUse.lastKey();
    double floor = baseline == null ? 0 : Math.min(baseline, most);
    Double trainer = byTrainer.isEmpty() ? null : byTrainer.lastKey();
    return Optional.of(
        new CardPeak(
            last.index(),
            last.uuid(),
            last.name(),
            trainerShown ? (Boolean) showsTrainer() : last.used(),
            bytes(last.totalMib()),
            baseline == null ? null : (Long) bytes(baseline),
            bytes(most),
            baseline == null ? null : (Long) bytes(most - floor),
            trainer == null ? null : (Long) bytes(trainer),
            during,
            trainer == null
                ? from(inUse, floor + NEAR * (most - floor))
                : from(byTrainer, NEAR * trainer)));
  }

  private static long from(NavigableMap<Double, Long> counts, double least) {
    return counts.tailMap(least, true).values().stream().mapToLong(Long::longValue).sum();
  }

  private static long bytes(double mib) {
    return Math.round(mib * MIB);
  }
}
