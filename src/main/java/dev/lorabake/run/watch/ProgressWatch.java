package dev.lorabake.run.watch;

import dev.lorabake.event.PhaseName;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a trainer prints nothing any more. How long is too long is learnt for each part of
 * its work from the pauses that it made there, and never shorter than parts of that kind may take
 * on slow machines: a download, a compilation or an upload is silent.
 */
final class ProgressWatch {
  private static final int TIMES_THE_LONGEST = 10;

  /** Longer between two looks, and it is we who were asleep. */
  private static final long ASLEEP = Duration.ofMinutes(1).toNanos();

  private final Map<PhaseName, Long> longest = new EnumMap<>(PhaseName.class);
  private PhaseName phase = PhaseName.IMPORTS;
  private boolean stepped;
  private boolean told;
  private long lastSign;
  private long lastLook;

  ProgressWatch(long now) {
    lastSign = now;
    lastLook = now;
  }

  void enter(PhaseName name) {
    phase = name;
  }

  /** A step was done: the first one, which may compile, is over. */
  void stepped() {
    stepped = true;
    phase = PhaseName.TRAINING;
  }

  /** The trainer printed something. */
  void sign(long now) {
    wake(now);
    long silent = now - lastSign;
    // what was told and went by makes us twice as patient, not ten times
    longest.merge(phase, told ? 2 * silent / TIMES_THE_LONGEST : silent, Math::max);
    lastSign = now;
    told = false;
  }

  /** What is the matter, or {@code null}; to be asked every second or so. */
  @Nullable Noticed look(long now) {
    wake(now);
    long silent = now - lastSign;
    if (told || silent <= bound()) {
      return null;
    }
    told = true;
    return new Noticed(
        Concern.NO_PROGRESS,
        "nothing has come from the trainer for "
            + minutes(silent)
            + " (phase "
            + phase.id()
            + "; the longest pause there was "
            + minutes(longest.getOrDefault(phase, 0L))
            + "). It may hang, or wait for the network, the disk or another process. It is left"
            + " alone: look at it with `nvidia-smi` and `top`, and stop it if it does nothing");
  }

  /** To be called with each time that is told: while we slept the trainer may have printed. */
  private void wake(long now) {
    if (now - lastLook > ASLEEP) {
      lastSign = now;
    }
    lastLook = now;
  }

  private long bound() {
    return Math.max(floor().toNanos(), TIMES_THE_LONGEST * longest.getOrDefault(phase, 0L));
  }

  private Duration floor() {
    return Duration.ofMinutes(
        switch (phase) {
          case IMPORTS, IMAGE_SIZES, CAPTIONS, NETWORK -> 15;
          case LATENT_CACHE, TEXT_ENCODER_CACHE, VALIDATION -> 20;
          case TOKENIZER, DATASET, BUCKETS, ACCELERATOR, OPTIMIZER, RESUME -> 30;
          case SAMPLING, SAVING, SAVED -> 30;
          case MODEL -> 60;
          case TRAINING -> stepped ? 15 : 60;
        });
  }

  private static String minutes(long nanos) {
    Duration duration = Duration.ofNanos(nanos);
    return duration.toMinutes() > 0 ? duration.toMinutes() + " min" : duration.toSeconds() + " s";
  }
}
