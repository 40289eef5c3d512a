package dev.lorabake.log;

import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Validation;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a validation loss of a validation's bars. A finished bar is printed once more when Python
 * collects it, in the middle of the next one's: a bar belongs to the pass that runs only if it has
 * its label and total and counts on from where the pass is.
 */
final class ValidationTracker {
  private final Consumer<RunEvent> events;
  private @Nullable BarKind kind;
  private long total;
  private long done;
  private @Nullable Bar lastWithLoss;
  private @Nullable Long step;
  private @Nullable Long epoch;

  ValidationTracker(Consumer<RunEvent> events) {
    this.events = events;
  }

  /** Takes a bar and says whether it is one of the pass that runs. */
  boolean read(Bar bar, @Nullable Long atStep, @Nullable Long atEpoch) {
    if (bar.done() == 0) {
      end();
      kind = bar.kind();
      total = bar.total();
      done = 0;
      step = atStep;
      epoch = atEpoch;
      return true;
    }
    if (bar.kind() != kind || bar.total() != total || bar.done() < done || bar.done() > done + 1) {
      return false;
    }
    done = bar.done();
    if (bar.hasLoss()) {
      lastWithLoss = bar;
    }
    return true;
  }

  /** Something else was printed: a pass that is complete is over. */
  void otherPrint() {
    if (kind != null && done == total) {
      end();
    }
  }

  /** The pass is over, complete or not. */
  void end() {
    Bar bar = lastWithLoss;
    if (kind != null && done == total && bar != null) {
      Double loss = Double.isFinite(bar.loss()) ? bar.loss() : null;
      events.accept(new Validation(step, epoch, loss));
    }
    kind = null;
    lastWithLoss = null;
  }
}
