package dev.lorabake.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the training goes on from its start: the part of a plan that differs where it continues an
 * earlier run, and what it leaves to continue from.
 *
 * @param startStep the step that it goes on from, as {@code initial_step} or the state says; 0 for
 *     a training from its beginning
 * @param firstEpoch the first that is trained, as upstream counts them, from 1
 * @param firstStep the number that counting starts after: 0, unless batches are skipped
 * @param skippedBatches batches of the first epoch that are passed over, in each process
 * @param updates of the weights in this run: what its progress bar reaches
 * @param barSteps where that bar would end
 * @param lastStep the number of the last update, as in the names of files
 * @param warmupUpdates updates of the whole training until the learning rate is reached, {@code
 *     null} where the scheduler knows no warm-up
 * @param decayUpdates the last updates of the whole training in which it falls, {@code null} where
 *     the scheduler has no {@code lr_decay_steps}
 * @param states the state folders that are written
 * @param rounds how often its steps are stopped for something else
 * @param removesEarlier names of what an earlier run left in the output folder and this one removes
 */
public record Course(
    long startStep,
    long firstEpoch,
    long firstStep,
    long skippedBatches,
    long updates,
    long barSteps,
    long lastStep,
    @Nullable Long warmupUpdates,
    @Nullable Long decayUpdates,
    List<PlannedState> states,
    Rounds rounds,
    List<String> removesEarlier) {
  /** Of a recipe that cannot be planned. */
  public static final Course NONE =
      new Course(0, 0, 0, 0, 0, 0, 0, null, null, List.of(), Rounds.NONE, List.of());

  /**
   * A state folder that upstream will write: what {@code resume} takes.
   *
   * @param folder its name within the output folder
   * @param epoch the epoch after which it is written, {@code null} for a save by steps
   * @param step the step that it names: a run that resumes it starts from there
   * @param bytes an estimate
   * @param kept whether it is still there at the end of the run
   */
  public record PlannedState(
      String folder, @Nullable Long epoch, long step, long bytes, boolean kept) {}

  /** Whether the training starts where another ended. */
  public boolean continues() {
    return startStep > 0;
  }
}
