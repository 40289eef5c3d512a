package dev.lorabake.plan;

/**
 * How a dataset makes buckets, as the user wrote it.
 *
 * @param min smallest side, rounded down to the step by upstream
 * @param max largest side, rounded up to the step by upstream
 */
record BucketRange(boolean noUpscale, long min, long max, long step) {
  static final BucketRange DEFAULT = new BucketRange(false, 256, 1024, 64);

  /** {@code adjust_min_max_bucket_reso_by_steps} of train_util.py. */
  BucketRange rounded() {
    long over = max % step;
    return new BucketRange(noUpscale, min - min % step, over == 0 ? max : max + step - over, step);
  }
}
