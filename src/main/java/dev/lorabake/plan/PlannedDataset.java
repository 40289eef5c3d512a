package dev.lorabake.plan;

import java.util.List;

/**
 * One dataset block as upstream will batch it.
 *
 * @param sourceImages files found, before repeats, regularisation images among them
 * @param regImages files of these that are regularisation images
 * @param captionsMissing files without a caption
 */
public record PlannedDataset(
    int batchSize,
    boolean bucketed,
    int width,
    int height,
    List<PlannedBucket> buckets,
    long batches,
    long sourceImages,
    long regImages,
    long captionsMissing) {}
