package dev.lorabake.log;

import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Step;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes steps of bars. A step prints its bar twice: first with the loss of the step before, then
 * with its own; on a fast GPU the first may be missing, and with gradient accumulation there are
 * more. The last bar with a number is right. It is known to be the last when the next number comes;
 * the second of a pair is, too, where a step is known to consist of one batch.
 */
final class StepTracker {
  private final Consumer<RunEvent> events;
  private @Nullable Step pending;
  private int prints;
  private long emitted;
  private long last;

  StepTracker(Consumer<RunEvent> events) {
    this.events = events;
  }

  /** The number of the last bar seen, 0 before the first step. */
  long last() {
    return last;
  }

  /** Takes a bar; {@code batches}: how many a step has, {@code null} where unknown. */
  void read(Bar bar, @Nullable Long epoch, @Nullable Long batches) {
    if (bar.done() < last) {
      flush();
      emitted = 0;
    }
    last = bar.done();
    Step before = pending;
    if (before != null && before.step() != bar.done()) {
      flush();
    }
    if (bar.done() == 0 || bar.done() == emitted) {
      return;
    }
    prints = pending == null ? 1 : prints + 1;
    pending = step(bar, before != null && prints > 1 ? before.epoch() : epoch);
    if (prints > 1 && batches != null && batches == 1) {
      flush();
    }
  }

  private static Step step(Bar bar, @Nullable Long epoch) {
    boolean finite = !bar.hasLoss() || Double.isFinite(bar.loss());
    return new Step(
        bar.done(),
        bar.total(),
        bar.hasLoss() && finite ? bar.loss() : null,
        finite,
        Double.isFinite(bar.learningRate()) ? bar.learningRate() : null,
        Double.isFinite(bar.secondsPerUnit()) ? bar.secondsPerUnit() : null,
        epoch);
  }

  /** Something is saved: within a step before its second bar, else when its bars are over. */
  void saving() {
    if (prints > 1) {
      flush();
    }
  }

  /** Tells the step that is still open, if one is. */
  void flush() {
    Step step = pending;
    if (step != null) {
      emitted = step.step();
      pending = null;
      prints = 0;
      events.accept(step);
    }
  }

  void restart() {
    flush();
    emitted = 0;
    last = 0;
  }
}
