package dev.lorabake.plan;

import dev.lorabake.plan.PlanProblem.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Divides a dataset's images over buckets and batches ({@code make_buckets} of train_util.py). */
final class DatasetArithmetic {
  /** Beyond any image, and far from where whole numbers overflow. */
  private static final long LARGEST_STEP = 1 << 20;

  private DatasetArithmetic() {}

  /**
   * A dataset in batches.
   *
   * @param buckets sorted by width, then height; each with at least one image
   * @param meanRatioError as upstream prints it: without repeats, 0 without images
   */
  record Batched(List<PlannedBucket> buckets, long batches, double meanRatioError) {
    static final Batched NONE = new Batched(List.of(), 0, 0);
  }

  /** How the dataset picks buckets, or {@code null} after reporting why upstream refuses it. */
  static @Nullable BucketChoice choice(DatasetSpec dataset, int familyStep, Problems problems) {
    BucketRange written = dataset.buckets();
    Resolution resolution = dataset.resolution();
    if (written == null) {
      return new BucketChoice.Single(resolution);
    }
    boolean impossible = written.step() < 1 || written.step() > LARGEST_STEP;
    if (impossible || written.step() % familyStep != 0) {
      // the dataset of masks hides its step from the check, and upstream goes on
      boolean unchecked = dataset.kind() == DatasetKind.MASKED && !impossible;
      String detail = written.step() + " is not a multiple of " + familyStep;
      if (!unchecked) {
        problems.addFatal(Kind.BUCKET_STEP_INVALID, "bucket_reso_steps", detail, dataset.at());
        return null;
      }
      problems.add(
          Kind.BUCKET_STEP_UNCHECKED,
          "bucket_reso_steps",
          detail + ", which sd-scripts does not check with masks",
          dataset.at());
    }
    BucketRange range = written.rounded();
    int least = Math.min(resolution.width(), resolution.height());
    int most = Math.max(resolution.width(), resolution.height());
    if (least < range.min() || most > range.max()) {
      problems.addFatal(
          Kind.RESOLUTION_OUTSIDE_BUCKETS,
          resolution.toString(),
          "bucket sides go from " + range.min() + " to " + range.max(),
          dataset.at());
      return null;
    }
    if (range.noUpscale()) {
      return new BucketChoice.NoUpscale(resolution.area(), (int) range.step());
    }
    if (range.min() < 1) {
      problems.addFatal(
          Kind.VALUE_INVALID,
          "min_bucket_reso",
          written.min() + " rounds down to no pixel",
          dataset.at());
      return null;
    }
    return new BucketChoice.Predefined(BucketSizes.of(resolution, range));
  }

  /** Fills the buckets; images that fit none are left out and added to {@code thin}. */
  static Batched batch(
      Registration registration, BucketChoice choice, int batchSize, List<SourceImage> thin) {
    Map<Resolution, Long> counts = new TreeMap<>();
    double errors = 0;
    long placed = 0;
    for (Registration.Registered registered : registration.images()) {
      SourceImage image = registered.image();
      Resolution bucket = choice.bucket(image.width(), image.height());
      if (bucket == null) {
        thin.add(image);
      } else {
        counts.merge(bucket, registered.repeats(), Long::sum);
        errors += Math.abs(bucket.ratio() - (double) image.width() / image.height());
        placed++;
      }
    }
    List<PlannedBucket> buckets = new ArrayList<>();
    long batches = 0;
    for (Map.Entry<Resolution, Long> entry : counts.entrySet()) {
      Resolution size = entry.getKey();
      long count = entry.getValue();
      long own = Math.ceilDiv(count, (long) batchSize);
      buckets.add(new PlannedBucket(size.width(), size.height(), count, own));
      batches += own;
    }
    return new Batched(List.copyOf(buckets), batches, placed == 0 ? 0 : errors / placed);
  }
}
