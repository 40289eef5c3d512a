package dev.lorabake.cli;

import dev.lorabake.Figures;
import dev.lorabake.plan.PlannedBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Buckets as bars, a line each. */
final class BucketBars {
  private static final int BAR = 30;
  private static final int MOST_BUCKETS = 20;

  private BucketBars() {}

  static List<String> lines(List<PlannedBucket> buckets) {
    return lines(buckets, MOST_BUCKETS);
  }

  /** So many of them, the largest first where that is not all. */
  static List<String> lines(List<PlannedBucket> buckets, int shown) {
    List<String> lines = new ArrayList<>();
    long most = buckets.stream().mapToLong(PlannedBucket::count).max().orElse(1);
    // one more line would say no more than that there is one more
    int limit = buckets.size() <= shown + 1 ? buckets.size() : shown;
    buckets.stream()
        .filter(bucket -> limit == buckets.size() || rank(buckets, bucket) < limit)
        .forEach(bucket -> lines.add(bucket(bucket, most)));
    int more = buckets.size() - limit;
    if (more > 0) {
      lines.add("  and " + Figures.count(more, "bucket") + " more (--json lists all)");
    }
    return lines;
  }

  /** How many buckets hold more, or as much and come before. */
  private static long rank(List<PlannedBucket> buckets, PlannedBucket bucket) {
    int at = buckets.indexOf(bucket);
    long before = 0;
    for (int i = 0; i < buckets.size(); i++) {
      long count = buckets.get(i).count();
      before += count > bucket.count() || (count == bucket.count() && i < at) ? 1 : 0;
    }
    return before;
  }

  private static String bucket(PlannedBucket bucket, long most) {
    int length = (int) Math.max(1, Math.round((double) BAR * bucket.count() / Math.max(1, most)));
    return String.format(
        Locale.ROOT,
        "  %4dx%-4d  %-30s  %,d -> %s",
        bucket.width(),
        bucket.height(),
        "█".repeat(length),
        bucket.count(),
        Figures.count(bucket.batches()) + (bucket.batches() == 1 ? " batch" : " batches"));
  }
}
