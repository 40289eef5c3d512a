package dev.lorabake.plan;

import dev.lorabake.recipe.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One dataset block after upstream's look-up of its values.
 *
 * @param buckets {@code null} without {@code enable_bucket}
 * @param validationSeed {@code null} when the split follows the training's own seed
 */
record DatasetSpec(
    DatasetKind kind,
    int batchSize,
    Resolution resolution,
    @Nullable BucketRange buckets,
    double validationSplit,
    @Nullable Long validationSeed,
    List<SubsetSpec> subsets,
    @Nullable Place at) {

  /** Whether upstream makes a validation dataset of it; it refuses a split outside [0, 1]. */
  boolean hasValidation() {
    return validationSplit > 0 && validationSplit <= 1;
  }

  /** Whether some of the subset's images are set aside; also by a split above 1. */
  boolean splits(SubsetSpec subset) {
    return kind == DatasetKind.DREAMBOOTH && validationSplit > 0 && !subset.reg();
  }
}
