package dev.lorabake.plan;

import java.util.List;

/**
 * All datasets in batches.
 *
 * @param batches of the training datasets, in an epoch
 * @param validationBatches of the validation datasets
 * @param files images that will be looked at, each once
 */
record DatasetsPlan(
    ImageCounts images,
    List<PlannedDataset> datasets,
    long batches,
    long validationBatches,
    long files) {}
