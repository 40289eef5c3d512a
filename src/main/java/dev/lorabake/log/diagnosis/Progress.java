package dev.lorabake.log.diagnosis;

import dev.lorabake.event.PhaseName;
import dev.lorabake.event.RunEvent;
import org.jspecify.annotations.Nullable;

/** How far the training came, by its events. */
final class Progress {
  private @Nullable PhaseName phase;
  private long steps;
  private boolean lastFinite = true;
  private long zeros;
  private boolean saved;
  private boolean complete;
  private boolean nothingToDo;
  private double secondsPerStep;

  void event(RunEvent event) {
    switch (event) {
      case RunEvent.Phase now -> {
        phase = now.name();
        saved |= phase == PhaseName.SAVED;
      }
      case RunEvent.Step step -> step(step);
      case RunEvent.Summary totals ->
          nothingToDo = is(totals.totalSteps(), 0) || is(totals.batchesPerEpoch(), 0);
      case RunEvent.Bucket _,
          RunEvent.Epoch _,
          RunEvent.Checkpoint _,
          RunEvent.Sample _,
          RunEvent.Validation _,
          RunEvent.Warning _,
          RunEvent.Failure _,
          RunEvent.Telemetry _,
          RunEvent.Exit _,
          RunEvent.Unrecognized _ -> {}
    }
  }

  private void step(RunEvent.Step step) {
    steps++;
    lastFinite = step.lossFinite();
    Double loss = step.avrLoss();
    zeros = loss != null && loss == 0 ? zeros + 1 : 0;
    complete = step.step() >= step.total();
    if (step.secondsPerStep() != null) {
      secondsPerStep = step.secondsPerStep();
    }
  }

  private static boolean is(@Nullable Long number, long expected) {
    return number != null && number == expected;
  }

  void restart() {
    phase = null;
    steps = 0;
    lastFinite = true;
    zeros = 0;
    saved = false;
    complete = false;
    nothingToDo = false;
    secondsPerStep = 0;
  }

  @Nullable PhaseName phase() {
    return phase;
  }

  /** How many steps were told. */
  long steps() {
    return steps;
  }

  /** Whether the loss that was shown last is a number. */
  boolean isLossFinite() {
    return lastFinite;
  }

  /** For how many steps, up to the last, the mean loss has been zero. */
  long zeroLosses() {
    return zeros;
  }

  /** Whether the final file was written. */
  boolean isSaved() {
    return saved;
  }

  /** Whether the totals say that there are no steps to be made. */
  boolean isNothingToDo() {
    return nothingToDo;
  }

  /** How long a step took, at the pace that was shown last; 0 where unknown. */
  double secondsPerStep() {
    return secondsPerStep;
  }

  /** Whether the bar came to its end. */
  boolean isComplete() {
    return complete;
  }
}
