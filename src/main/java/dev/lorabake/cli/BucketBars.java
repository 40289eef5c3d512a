package dev.lorabake.cli;

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
    List<String> lines = new ArrayList<>();
    long most = buckets.stream().mapToLong(PlannedBucket::count).max().orElse(1);
    buckets.stream().limit(MOST_BUCKETS).forEach(bucket -> lines.add(bucket(bucket, most)));
    int more = buckets.size() - MOST_BUCKETS;
    if (more > 0) {
      lines.add("  and " + Figures.count(more, "bucket") + " more (--json lists all)");
    }
    return lines;
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
