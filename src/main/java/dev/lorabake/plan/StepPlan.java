package dev.lorabake.plan;

/**
 * How many steps a training takes ({@code NetworkTrainer.train} of train_network.py). A step is an
 * update of the weights, not a batch.
 *
 * @param totalSteps as upstream prints it: where its progress bar ends
 * @param batchesPerProcess what each process sees of an epoch; a short share is padded
 * @param firstEpoch the epoch that training starts in, counted from 0
 * @param firstStep the number that counting starts after; not 0 only when batches are skipped
 * @param skippedBatches batches of the first epoch that are passed over
 */
record StepPlan(
    long totalSteps,
    long batchesPerProcess,
    long updatesPerEpoch,
    long epochs,
    long firstEpoch,
    long firstStep,
    long skippedBatches,
    long accumulation) {
  static final StepPlan NONE = new StepPlan(0, 0, 0, 0, 0, 0, 0, 1);

  /**
   * What the number of steps follows from.
   *
   * @param batches of all datasets and processes in an epoch
   * @param maxEpochs 0 when steps decide
   * @param processes that share the batches
   * @param start where a continued training starts
   */
  record Input(
      long batches, long maxSteps, long maxEpochs, long processes, long accumulation, Start start) {
    static Input of(long batches, long maxSteps, long maxEpochs) {
      return new Input(batches, maxSteps, maxEpochs, 1, 1, Start.BEGINNING);
    }
  }

  /**
   * Where a continued training starts.
   *
   * @param step {@code initial_step}, or what the resumed state tells; 0 for neither
   * @param epoch {@code initial_epoch}, which counts where no step is given; 0 when not set
   * @param skip whether batches are passed over until there ({@code skip_until_initial_step})
   */
  record Start(long step, long epoch, boolean skip) {
    static final Start BEGINNING = new Start(0, 0, false);
  }

  static StepPlan of(Input in) {
    long perProcess = Math.ceilDiv(in.batches(), in.processes());
    long updates = Math.ceilDiv(perProcess, in.accumulation());
    long total = in.maxEpochs() > 0 ? in.maxEpochs() * updates : in.maxSteps();
    long epochs = Math.ceilDiv(total, updates);
    long start = startStep(in, perProcess);
    if (start <= 0) {
      return new StepPlan(total, perProcess, updates, epochs, 0, 0, 0, in.accumulation());
    }
    if (!in.start().skip()) {
      // the steps begin at 0 again: only the epochs before are left out
      return new StepPlan(
          total, perProcess, updates, epochs, start / updates, 0, 0, in.accumulation());
    }
    // upstream divides batches by updates here, so more than one batch a step skips too much
    long skipped = start * in.accumulation();
    long firstEpoch = skipped / updates;
    long rest = skipped - firstEpoch * perProcess;
    return new StepPlan(
        total, perProcess, updates, epochs, firstEpoch, rest, Math.max(0, rest), in.accumulation());
  }

  private static long startStep(Input in, long perProcess) {
    if (in.start().step() > 0 || in.start().epoch() <= 0) {
      return in.start().step();
    }
    // the share of a process is divided among the processes once more
    return (in.start().epoch() - 1) * Math.ceilDiv(perProcess, in.processes() * in.accumulation());
  }

  /** The step that training starts at is at or past its end: upstream refuses that. */
  static boolean startsTooLate(Input in) {
    long perProcess = Math.ceilDiv(in.batches(), in.processes());
    long updates = Math.ceilDiv(perProcess, in.accumulation());
    long total = in.maxEpochs() > 0 ? in.maxEpochs() * updates : in.maxSteps();
    long start = startStep(in, perProcess);
    return start > 0 && total <= start;
  }

  /** Updates in the given epoch, counted from 0, if the training does not end within it. */
  long updatesIn(long epoch) {
    return epoch == firstEpoch && skippedBatches > 0
        ? Math.ceilDiv(batchesPerProcess - skippedBatches, accumulation)
        : updatesPerEpoch;
  }
}
