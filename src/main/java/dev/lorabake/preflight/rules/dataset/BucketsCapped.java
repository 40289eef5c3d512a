package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlannedBucket;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** Wide and tall images lose area to the longest side. */
final class BucketsCapped extends PatternRule {
  BucketsCapped() {
    super(
        "buckets-capped",
        Topic.DATASET,
        Severity.WARNING,
        "max_bucket_reso is no larger than the resolution, so that every image that is not square"
            + " is trained smaller than it should be",
        "max_bucket_reso",
        "resolution");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    List<DatasetView> views = subject.datasets();
    for (int i = 0; i < Math.min(views.size(), subject.plan().datasets().size()); i++) {
      PlannedDataset dataset = subject.plan().datasets().get(i);
      KeyValue most = views.get(i).find("max_bucket_reso").orElse(null);
      boolean free = views.get(i).find("bucket_no_upscale").filter(KeyValue::isTrue).isPresent();
      long square = Math.min(dataset.width(), dataset.height());
      if (most == null || !dataset.bucketed() || free || most.number() > square) {
        continue;
      }
      long capped = capped(dataset);
      if (capped > 0) {
        findings.add(
            found(
                    subject,
                    "max_bucket_reso "
                        + Figures.number(most.number())
                        + " at resolution "
                        + dataset.width()
                        + ": "
                        + Figures.count(capped, "image")
                        + " (repeats counted) trained smaller, the smallest at "
                        + smallest(dataset),
                    "max_bucket_reso = " + 2 * square)
                .about(most)
                .fix(views.get(i).name() + ".max_bucket_reso", 2 * square)
                .finding());
      }
    }
    return findings;
  }

  /** Images in buckets that have lost a tenth of the area or more. */
  private static long capped(PlannedDataset dataset) {
    double area = (double) dataset.width() * dataset.height();
    return dataset.buckets().stream()
        .filter(bucket -> (double) bucket.width() * bucket.height() < 0.9 * area)
        .mapToLong(PlannedBucket::count)
        .sum();
  }

  private static String smallest(PlannedDataset dataset) {
    return dataset.buckets().stream()
        .min((a, b) -> Long.compare((long) a.width() * a.height(), (long) b.width() * b.height()))
        .map(bucket -> bucket.width() + "x" + bucket.height())
        .orElse("");
  }
}
