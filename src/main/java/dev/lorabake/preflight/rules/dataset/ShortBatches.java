package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** Buckets that do not fill their batches. */
public final class ShortBatches extends PatternRule {
  public ShortBatches() {
    super(
        "short-batches",
        Topic.DATASET,
        Severity.WARNING,
        "Images of one bucket only make up a batch, and many buckets are too thin to"
            + " fill theirs",
        "batch_size",
        "enable_bucket",
        "num_repeats");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Planned dataset : Planned.all(subject)) {
      PlannedDataset plan = dataset.plan();
      double filled =
          plan.batches() == 0 ? plan.batchSize() : (double) dataset.count() / plan.batches();
      if (filled < FULL * plan.batchSize()) {
        findings.add(finding(subject, dataset, filled));
      }
    }
    return findings;
  }

  private Finding finding(Subject subject, Planned dataset, double filled) {
    PlannedDataset plan = dataset.plan();
    long shortOnes =
        plan.buckets().stream().filter(bucket -> bucket.count() % plan.batchSize() != 0).count();
    return found(
            subject,
            "batch_size "
                + plan.batchSize()
                + ", but the "
                + Figures.count(plan.batches(), "batch").replace("batchs", "batches")
                + " of an epoch hold "
                + Figures.number(Math.round(10 * filled) / 10.0)
                + " images on average, for "
                + shortOnes
                + " of "
                + Figures.count(plan.buckets().size(), "bucket")
                + " end in a short batch",
            "a smaller batch_size, images of fewer aspect ratios, or more num_repeats and as many"
                + " times fewer epochs")
        .about(dataset.written().nameFor("batch_size"))
        .at(dataset.written().find("batch_size").map(KeyValue::at).orElse(null))
        .as(filled < HALF * plan.batchSize() ? Severity.WARNING : Severity.ADVICE)
        .finding();
  }

  /** The mean share of a batch from which on nothing is worth a word. */
  private static final double FULL = 0.75;

  private static final double HALF = 0.5;
}
