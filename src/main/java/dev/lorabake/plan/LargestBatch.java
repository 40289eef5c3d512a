package dev.lorabake.plan;

import java.util.Comparator;
import java.util.Optional;

/**
 * The batch with the most pixels in a training: memory follows it.
 *
 * @param images in the batch
 * @param pixels of one image
 */
public record LargestBatch(long images, long pixels) {
  /** Empty where nothing can be trained. */
  public static Optional<LargestBatch> of(Plan plan) {
    return plan.datasets().stream()
        .map(LargestBatch::of)
        .max(Comparator.comparingLong(LargestBatch::allPixels));
  }

  static LargestBatch of(PlannedDataset dataset) {
    long largest =
        dataset.buckets().stream()
            .mapToLong(bucket -> (long) bucket.width() * bucket.height())
            .max()
            .orElse((long) dataset.width() * dataset.height());
    return new LargestBatch(dataset.batchSize(), largest);
  }

  long allPixels() {
    return images * pixels;
  }

  /** Whether a training with this batch needs no more than one with the other. */
  boolean isWithin(LargestBatch other) {
    return images <= other.images && pixels <= other.pixels;
  }
}
