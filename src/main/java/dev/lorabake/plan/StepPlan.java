package dev.lorabake.plan;

import org.jspecify.annotations.Nullable;

/**
 * How many steps a training takes ({@code NetworkTrainer.train} of train_network.py). A step is an
 * update of the weights, not a batch.
 *
 * @param totalSteps as upstream prints it
 * @param barSteps where its progress bar ends, whether or not the training gets there
 * @param batchesPerProcess what each process sees of an epoch; a short share is padded
 * @param startStep the step that it goes on from, as its settings or its state name it; 0 or less
 *     for the beginning
 * @param firstEpoch the epoch that training starts in, counted from 0
 * @param firstStep the number that counting starts after; not 0 only when batches are skipped, and
 *     below 0 where upstream skips more epochs than the steps fill
 * @param skippedBatches batches of the first epoch that are passed over
 * @param validation what happens between the steps
 */
record StepPlan(
    long totalSteps,
    long barSteps,
    long batchesPerProcess,
    long updatesPerEpoch,
    long epochs,
    long startStep,
    long firstEpoch,
    long firstStep,
    long skippedBatches,
    long accumulation,
    StepValidation validation) {
  static final StepPlan NONE = new StepPlan(0, 0, 0, 0, 0, 0, 0, 0, 0, 1, StepValidation.NONE);

  /**
   * What the number of steps follows from.
   *
   * @param batches of all datasets and processes in an epoch
   * @param maxEpochs 0 when steps decide
   * @param processes that share the batches
   * @param start where a continued training starts
   */
  record Input(
      long batches,
      long maxSteps,
      long maxEpochs,
      long processes,
      long accumulation,
      Start start,
      StepValidation validation) {
    static Input of(long batches, long maxSteps, long maxEpochs) {
      return of(batches, maxSteps, maxEpochs, 1, 1, Start.BEGINNING);
    }

    static Input of(
        long batches,
        long maxSteps,
        long maxEpochs,
        long processes,
        long accumulation,
        Start start) {
      return new Input(
          batches, maxSteps, maxEpochs, processes, accumulation, start, StepValidation.NONE);
    }
  }

  /**
   * Where a continued training starts.
   *
   * @param step {@code initial_step}, or what the resumed state tells; 0 for neither
   * @param epoch {@code initial_epoch} where it counts, which it does without an {@code
   *     initial_step}
   * @param skip whether batches are passed over until there ({@code skip_until_initial_step})
   */
  record Start(long step, @Nullable Long epoch, boolean skip) {
    static final Start BEGINNING = new Start(0, null, false);
  }

  /**
   * The validation after every so many steps.
   *
   * @param everySteps 0 for none
   * @param batches that each process validates at a time
   * @param of batches that each process has for it
   */
  record StepValidation(long everySteps, long batches, long of) {
    static final StepValidation NONE = new StepValidation(0, 0, 0);

    /** It leaves its loader before the end, and accelerate goes on to look there. */
    boolean breaksAccumulation() {
      return everySteps > 0 && batches > 0 && batches < of;
    }

    /** The batch at which it leaves, which is read and not used, is the last. */
    boolean leavesAtLast() {
      return batches + 1 == of;
    }
  }

  static StepPlan of(Input in) {
    long perProcess = Math.ceilDiv(in.batches(), in.processes());
    long updates = Math.ceilDiv(perProcess, in.accumulation());
    long total = in.maxEpochs() > 0 ? in.maxEpochs() * updates : in.maxSteps();
    long epochs = Math.ceilDiv(total, updates);
    long start = startStep(in, perProcess);
    long firstEpoch = 0;
    long rest = 0;
    if (start > 0 && in.start().skip()) {
      // upstream divides batches by updates here, so more than one batch a step skips too much
      long skipped = start * in.accumulation();
      firstEpoch = skipped / updates;
      rest = skipped - firstEpoch * perProcess;
    } else if (start > 0) {
      // the steps begin at 0 again: only the epochs before are left out
      firstEpoch = start / updates;
    }
    return new StepPlan(
        total,
        total - (start > 0 ? rest : start), // an initial_epoch of 0 lies before the start
        perProcess,
        updates,
        epochs,
        start,
        firstEpoch,
        rest,
        Math.max(0, rest),
        in.accumulation(),
        in.validation());
  }

  private static long startStep(Input in, long perProcess) {
    Long epoch = in.start().epoch();
    if (epoch == null) {
      return in.start().step();
    }
    // the share of a process is divided among the processes once more
    return (epoch - 1) * Math.ceilDiv(perProcess, in.processes() * in.accumulation());
  }

  /** The step that training starts at is at or past its end: upstream refuses that. */
  static boolean startsTooLate(Input in) {
    long perProcess = Math.ceilDiv(in.batches(), in.processes());
    long updates = Math.ceilDiv(perProcess, in.accumulation());
    long total = in.maxEpochs() > 0 ? in.maxEpochs() * updates : in.maxSteps();
    long start = startStep(in, perProcess);
    return start > 0 && total <= start;
  }
}
