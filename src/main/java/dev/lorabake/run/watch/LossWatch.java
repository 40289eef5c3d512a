package dev.lorabake.run.watch;

import dev.lorabake.event.RunEvent.Step;
import org.jspecify.annotations.Nullable;

/** Notices a loss that is no number, or that is nothing but zero. */
final class LossWatch {
  /** The moving mean of real data may round to zero once, not for long. */
  private static final int ZEROS = 20;

  private int zeros;

  /** What is the matter, or {@code null}. */
  @Nullable Noticed after(Step step) {
    if (!step.lossFinite()) {
      return new Noticed(
          Concern.LOSS_NOT_FINITE,
          "the loss is not a finite number (NaN or infinity) since step "
              + step.step()
              + ": what is saved from here on is spoilt, though upstream will train on and end"
              + " with exit code 0. Stop it, lower the learning rate or choose bf16, and start"
              + " from the last good checkpoint");
    }
    Double loss = step.avrLoss();
    if (loss == null) {
      return null;
    }
    zeros = loss == 0 ? zeros + 1 : 0;
    return zeros == ZEROS
        ? new Noticed(
            Concern.LOSS_ZERO,
            "the mean loss is exactly 0 for "
                + ZEROS
                + " steps, at step "
                + step.step()
                + ": nothing is learnt. Likely the captions, masks or latents are empty, or every"
                + " gradient vanishes in half precision")
        : null;
  }
}
