package dev.lorabake.plan;

/**
 * What a run of the same kind on the same card took of its memory.
 *
 * @param peakBytes the most that was in use by the trainer, its CUDA context included, as
 *     nvidia-smi shows it
 * @param run the name of its directory
 * @param at its batch: the same as the plan's, or another
 * @param atLeast whether the run ended because memory ran out: it would have taken more
 */
public record MeasuredPeak(long peakBytes, String run, LargestBatch at, boolean atLeast) {}
