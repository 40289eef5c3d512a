package dev.lorabake.plan;

import dev.lorabake.recipe.PromptFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What will happen when the recipe is trained. Its components, in snake case, are the published
 * shape of {@code plan --json}.
 *
 * @param batchesPerEpoch over all processes, as upstream's data loader counts them
 * @param updatesPerEpoch optimizer steps in an epoch
 * @param vram {@code null} for a family without measured coefficients
 * @param vramUnknown why there is no {@code vram}, {@code null} where there is
 * @param disk what the run writes
 * @param seconds {@code null} where no like run was measured: never invented
 * @param cost {@code seconds} at the machine's price, {@code null} where either is unknown
 * @param problems what keeps upstream from preparing the dataset, or surprises there
 * @param files what is the matter with single images, captions, masks and caches
 * @param course where it starts, how many updates it makes, and what it leaves to go on from
 * @param prompts the prompts in the file that {@code sample_prompts} names, {@code null} when none
 *     is read
 */
public record Plan(
    ImageCounts images,
    List<PlannedDataset> datasets,
    long batchesPerEpoch,
    long updatesPerEpoch,
    long epochs,
    long totalSteps,
    List<PlannedCheckpoint> checkpoints,
    @Nullable VramEstimate vram,
    @Nullable String vramUnknown,
    DiskUse disk,
    @Nullable Double seconds,
    @Nullable Double cost,
    List<PlanProblem> problems,
    List<FileProblem> files,
    Course course,
    @Nullable PromptFile prompts) {

  /** The plan with another estimate of the memory. */
  Plan withVram(VramEstimate estimate) {
    return new Plan(
        images,
        datasets,
        batchesPerEpoch,
        updatesPerEpoch,
        epochs,
        totalSteps,
        checkpoints,
        estimate,
        null,
        disk,
        seconds,
        cost,
        problems,
        files,
        course,
        prompts);
  }

  /** The plan with what its steps take, and cost at that price. */
  public Plan withPace(double secondsPerStep, @Nullable Double pricePerHour) {
    double time = secondsPerStep * course.updates();
    Double price = pricePerHour == null ? null : time / 3600 * pricePerHour;
    return new Plan(
        images,
        datasets,
        batchesPerEpoch,
        updatesPerEpoch,
        epochs,
        totalSteps,
        checkpoints,
        vram,
        vramUnknown,
        disk,
        time,
        price,
        problems,
        files,
        course,
        prompts);
  }

  /** What the run needs of the disk at the most, with what it removes again later. */
  public long diskBytes() {
    return disk.totalBytes();
  }
}
