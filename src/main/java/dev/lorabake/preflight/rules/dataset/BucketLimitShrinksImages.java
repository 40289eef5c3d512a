package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlannedBucket;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A limit of bucket sizes that costs pixels. */
public final class BucketLimitShrinksImages extends PatternRule {
  public BucketLimitShrinksImages() {
    super(
        "bucket-limit-shrinks-images",
        Topic.DATASET,
        Severity.WARNING,
        "The limit max_bucket_reso is so near the resolution that images that are not"
            + " square are trained with fewer pixels",
        "max_bucket_reso",
        "resolution");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Planned dataset : Planned.all(subject)) {
      Optional<KeyValue> limit = dataset.written().find("max_bucket_reso");
      boolean free =
          dataset.written().find("bucket_no_upscale").filter(KeyValue::isTrue).isPresent();
      if (limit.isPresent() && dataset.plan().bucketed() && !free) {
        check(subject, dataset, (long) limit.get().number(), findings);
      }
    }
    return findings;
  }

  private void check(Subject subject, Planned dataset, long limit, List<Finding> findings) {
    Sides wanted = new Sides(dataset.plan().width(), dataset.plan().height());
    List<PlannedBucket> cut =
        dataset.plan().buckets().stream()
            .filter(bucket -> Math.max(bucket.width(), bucket.height()) >= limit)
            .filter(bucket -> pixels(bucket) < LOSS * wanted.area())
            .sorted(Comparator.comparingLong(PlannedBucket::count).reversed())
            .toList();
    long images = cut.stream().mapToLong(PlannedBucket::count).sum();
    if (limit >= wanted.twice() || cut.isEmpty() || images < SHARE * dataset.count()) {
      return;
    }
    PlannedBucket worst = cut.getFirst();
    String key = dataset.written().nameFor("max_bucket_reso");
    findings.add(
        found(
                subject,
                "max_bucket_reso "
                    + limit
                    + " shrinks "
                    + images
                    + " of "
                    + Figures.count(dataset.count(), "image")
                    + ": those in "
                    + worst.width()
                    + "x"
                    + worst.height()
                    + " have "
                    + Math.round(100.0 * pixels(worst) / wanted.area())
                    + " % of the pixels of "
                    + wanted,
                "max_bucket_reso = " + wanted.twice())
            .about(key)
            .at(dataset.written().find("max_bucket_reso").map(KeyValue::at).orElse(null))
            .fix(key, wanted.twice())
            .finding());
  }

  private static long pixels(PlannedBucket bucket) {
    return (long) bucket.width() * bucket.height();
  }

  /** Rounding to the bucket step alone costs less. */
  private static final double LOSS = 0.9;

  /** A few odd images are no reason to speak. */
  private static final double SHARE = 0.05;
}
