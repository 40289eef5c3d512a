package dev.lorabake.run.watch;

import dev.lorabake.event.RunEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Notices that steps take several times as long as they did. It compares stretches of some seconds
 * without a sample, save, validation or epoch's begin in them. Buckets of different sizes take
 * different times, so slow is what is slower than nearly all of the first stretches.
 */
final class PaceWatch {
  private static final long SECOND = 1_000_000_000L;
  private static final long STRETCH = 6 * SECOND;

  /** The first stretch is left out: memory is allocated and kernels are chosen in it. */
  private static final int WARM_UP = 1;

  private static final int LEARNT = 20;
  private static final int LATELY = 5;

  /** Of the last stretches so many must be slow, so that no pause of the machine counts. */
  private static final int SLOW_LATELY = 4;

  private static final double SEVERAL = 3;

  private final List<Double> first = new ArrayList<>();
  private final List<Double> lately = new ArrayList<>();
  private @Nullable Long fromStep;
  private long from;
  private boolean interrupted;
  private int stretches;

  /** Something came that is no part of a step: the stretch that it falls into does not count. */
  void interrupt() {
    interrupted = true;
  }

  /**
   * Takes in a step.
   *
   * @param now by a clock that never goes back, in nanoseconds
   * @return what is the matter, or {@code null}
   */
  @Nullable Noticed after(RunEvent.Step step, long now) {
    Long begun = fromStep;
    if (begun == null || interrupted || step.step() <= begun) {
      begin(step, now);
      return null;
    }
    if (now - from < STRETCH) {
      return null;
    }
    double secondsPerStep = (now - from) / 1e9 / (step.step() - begun);
    begin(step, now);
    stretches++;
    return stretches <= WARM_UP ? null : judge(secondsPerStep, step.step());
  }

  private void begin(RunEvent.Step step, long now) {
    fromStep = step.step();
    from = now;
    interrupted = false;
  }

  private @Nullable Noticed judge(double secondsPerStep, long step) {
    if (first.size() < LEARNT) {
      first.add(secondsPerStep);
      return null;
    }
    if (lately.size() == LATELY) {
      lately.removeFirst();
    }
    lately.add(secondsPerStep);
    double usual = usual();
    long slow = lately.stream().filter(pace -> pace >= SEVERAL * usual).count();
    if (slow < SLOW_LATELY) {
      return null;
    }
    return new Noticed(
        Concern.STEPS_SLOWER,
        String.format(
            Locale.ROOT,
            "a step takes %.2g s at step %d; it took %.2g s or less before. Graphics memory may be"
                + " spilling into system memory (drivers on Windows do that instead of failing),"
                + " or another program uses the GPU, the processor or the disk",
            secondsPerStep,
            step,
            usual));
  }

  /** What nine of ten of the first stretches stayed below. */
  private double usual() {
    List<Double> sorted = new ArrayList<>(first);
    Collections.sort(sorted);
    return sorted.get((int) (0.9 * (sorted.size() - 1)));
  }
}
