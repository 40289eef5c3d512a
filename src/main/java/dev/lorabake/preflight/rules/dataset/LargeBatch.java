package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A batch that blurs a small dataset. */
final class LargeBatch extends PatternRule {
  private static final int MOST = 3;
  private static final long SMALL_DATASET = 200;

  LargeBatch() {
    super(
        "large-batch",
        Topic.DATASET,
        Severity.ADVICE,
        "Above 2 or 3 images a batch averages away detail that a small dataset is trained for",
        "train_batch_size");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < subject.plan().datasets().size(); i++) {
      PlannedDataset dataset = subject.plan().datasets().get(i);
      long images = dataset.sourceImages() - dataset.regImages();
      if (dataset.batchSize() > MOST && images > 0 && images < SMALL_DATASET) {
        Optional<KeyValue> written =
            i < subject.datasets().size()
                ? subject.datasets().get(i).find("batch_size")
                : Optional.empty();
        Draft draft =
            found(
                subject,
                "batch_size "
                    + dataset.batchSize()
                    + " on "
                    + Figures.count(images, "image")
                    + ": likeness often gets worse above 2 or 3",
                "batch_size = 2; a large batch pays off with large datasets");
        written.ifPresent(draft::about);
        findings.add(draft.finding());
      }
    }
    return findings;
  }
}
