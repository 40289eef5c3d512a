package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlannedBucket;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** Buckets that can never fill a batch. */
final class ThinBuckets extends PatternRule {
  private static final double MANY = 0.3;

  ThinBuckets() {
    super(
        "thin-buckets",
        Topic.DATASET,
        Severity.ADVICE,
        "Only images of one bucket go into a batch together, and many buckets have fewer images"
            + " than the batch",
        "train_batch_size",
        "bucket_reso_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlannedDataset dataset : subject.plan().datasets()) {
      long thin = dataset.buckets().stream().filter(b -> b.count() < dataset.batchSize()).count();
      long images = dataset.buckets().stream().mapToLong(PlannedBucket::count).sum();
      long full = (images + dataset.batchSize() - 1) / Math.max(1, dataset.batchSize());
      boolean costly = dataset.batches() > full * (1 + MANY);
      if (dataset.batchSize() > 1 && thin > 0 && costly) {
        findings.add(
            found(
                    subject,
                    thin
                        + " of "
                        + Figures.count(dataset.buckets().size(), "bucket")
                        + " have fewer images than the batch of "
                        + dataset.batchSize()
                        + ": "
                        + dataset.batches()
                        + " batches instead of "
                        + full,
                    "crop images to fewer shapes, raise bucket_reso_steps, or choose a smaller"
                        + " batch")
                .finding());
      }
    }
    return findings;
  }
}
