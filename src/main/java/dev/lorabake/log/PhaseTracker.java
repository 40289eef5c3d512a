package dev.lorabake.log;

import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Phase;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where the trainer is. With several processes each prints its own preparation, so an earlier part
 * that shows up again is another process that lags behind, not a step back; after the first step it
 * is another run in the same log. Nothing of a run comes after {@code SAVED}: what still shows up
 * was held back in a buffer (standard output without {@code PYTHONUNBUFFERED}).
 */
final class PhaseTracker {
  private final Consumer<RunEvent> events;
  private final Runnable restart;
  private @Nullable PhaseName current;
  private long done = -1;
  private long total = -1;

  PhaseTracker(Consumer<RunEvent> events, Runnable restart) {
    this.events = events;
    this.restart = restart;
  }

  @Nullable PhaseName current() {
    return current;
  }

  void enter(PhaseName name) {
    PhaseName from = current;
    if (name == from || (from == PhaseName.SAVED && rank(name) == rank(from))) {
      return;
    }
    if (from != null && rank(name) < rank(from)) {
      if (rank(from) < rank(PhaseName.TRAINING) || rank(name) > rank(PhaseName.DATASET)) {
        return;
      }
      restart.run();
    }
    current = name;
    done = -1;
    total = -1;
    events.accept(new Phase(name, null, null));
  }

  /** A bar moved within a phase; told in steps of a percent, nested bars in steps of ten. */
  void progress(PhaseName name, long barDone, long barTotal) {
    enter(name);
    if (name != current || barTotal <= 0) {
      return;
    }
    boolean begins = barTotal != total || (barDone == 0 && done > 0);
    if (!begins && barDone <= done) {
      return;
    }
    long parts = rank(name) == rank(PhaseName.TRAINING) ? 10 : 100;
    if (begins
        || barDone == barTotal
        || share(barDone, barTotal, parts) > share(done, total, parts)) {
      events.accept(new Phase(name, barDone, barTotal));
      done = barDone;
      total = barTotal;
    }
  }

  private static long share(long done, long total, long parts) {
    return (long) ((double) done / total * parts);
  }

  /** Parts of equal rank may follow each other in any order and come again. */
  private static int rank(PhaseName name) {
    return switch (name) {
      case IMPORTS -> 0;
      case TOKENIZER -> 1;
      case DATASET, IMAGE_SIZES, CAPTIONS, BUCKETS -> 2;
      case ACCELERATOR -> 3;
      // sd-scripts up to 0.8 imports the network's module before it caches
      case MODEL, LATENT_CACHE, TEXT_ENCODER_CACHE, NETWORK -> 4;
      case OPTIMIZER -> 6;
      case RESUME -> 7;
      case TRAINING, SAMPLING, VALIDATION, SAVING, SAVED -> 8;
    };
  }
}
