package dev.lorabake.plan;

import dev.lorabake.plan.StepPlan.StepValidation;
import java.util.function.Consumer;

/**
 * Walks the epochs of a training as upstream's loop does ({@code NetworkTrainer.train} of
 * train_network.py), with the accumulation of accelerate's {@code _do_sync} below it: an update
 * comes after every so many batches and after the last batch of an epoch.
 */
final class TrainingWalk {
  private final StepPlan steps;
  private long step;

  /** Batches since the last update; an epoch usually leaves none over. */
  private long pending;

  private TrainingWalk(StepPlan steps) {
    this.steps = steps;
    this.step = steps.firstStep();
  }

  /**
   * An epoch that is trained.
   *
   * @param number as upstream counts it, from 1
   * @param from the step before its first update
   * @param to the step after its last update
   * @param recorded the step that a state saved at its end names
   */
  record Epoch(long number, long from, long to, long recorded) {}

  /** Where a training ends. */
  record End(long step, long recordedEpoch, long recordedStep) {}

  /** Calls with every epoch in turn. */
  static End walk(StepPlan steps, Consumer<Epoch> visit) {
    return new TrainingWalk(steps).walk(visit);
  }

  /** Updates of the whole training. */
  static long updates(StepPlan steps) {
    return walk(steps, _ -> {}).step() - steps.firstStep();
  }

  private End walk(Consumer<Epoch> visit) {
    End end = new End(step, 0, 1); // what a state says of a training without any epoch
    for (long epoch = steps.firstEpoch(); epoch < steps.epochs(); epoch++) {
      long batches =
          steps.batchesPerProcess() - (epoch == steps.firstEpoch() ? steps.skippedBatches() : 0);
      long from = step;
      boolean updated = train(batches);
      // a state is saved before the number that it holds is set: one is added to the last but one
      long recorded = updated ? step : step + 1;
      visit.accept(new Epoch(epoch + 1, from, step, recorded));
      end = new End(step, epoch + 1, recorded);
    }
    return end;
  }

  /** Trains an epoch of so many batches; whether its last one was an update. */
  private boolean train(long batches) {
    if (step >= steps.totalSteps() || steps.validation().breaksAccumulation()) {
      return trainSingly(batches);
    }
    long updates = Math.ceilDiv(pending + batches, steps.accumulation());
    step += Math.min(updates, steps.totalSteps() - step);
    pending = 0;
    return true;
  }

  /**
   * Batch by batch. A validation that leaves its loader before the end hides the training's loader
   * from accelerate: the epoch's end forces no update any more, or every batch does when the
   * validation's loader had just read its last batch.
   */
  private boolean trainSingly(long batches) {
    StepValidation validation = steps.validation();
    boolean hidden = false;
    boolean update = false;
    for (long batch = 1; batch <= batches; batch++) {
      boolean end = hidden ? validation.leavesAtLast() : batch == batches;
      pending = end ? 0 : pending + 1;
      update = pending % steps.accumulation() == 0;
      if (update) {
        step++;
        hidden |= validation.breaksAccumulation() && step % validation.everySteps() == 0;
      }
      if (step >= steps.totalSteps()) {
        break;
      }
    }
    return update;
  }
}
