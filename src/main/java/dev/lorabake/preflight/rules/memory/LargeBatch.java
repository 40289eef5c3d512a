package dev.lorabake.preflight.rules.memory;

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

/** A batch above what small datasets like. */
public final class LargeBatch extends PatternRule {
  public LargeBatch() {
    super(
        "large-batch",
        Topic.MEMORY,
        Severity.ADVICE,
        "A batch above 3 averages few images into one step, which costs likeness and fine detail"
            + " in a small dataset",
        "train_batch_size",
        "learning_rate");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    List<PlannedDataset> planned = subject.plan().datasets();
    for (DatasetView dataset : subject.datasets()) {
      KeyValue batch = dataset.find("batch_size").orElse(null);
      if (batch == null || batch.number() < 4) {
        continue;
      }
      String partial =
          dataset.index() < planned.size() ? partial(planned.get(dataset.index())) : "";
      findings.add(
          found(
                  subject,
                  batch.name()
                      + " is "
                      + Figures.number(batch.number())
                      + ": beyond 2 or 3 a LoRA of few images blurs what is special about each"
                      + partial,
                  batch.name()
                      + " = 2; with a larger one raise learning_rate by its square root and"
                      + " keep the"
                      + " number of images seen")
              .about(batch)
              .fix(batch.name(), 2L)
              .finding());
    }
    return findings;
  }

  /** Only images of one bucket share a batch: how many batches stay below their size. */
  private static String partial(PlannedDataset dataset) {
    int size = dataset.batchSize();
    long partial = dataset.buckets().stream().filter(bucket -> bucket.count() % size != 0).count();
    return partial < 2
        ? ""
        : "; "
            + partial
            + " of "
            + dataset.batches()
            + " batches are not full, because only images of one bucket go together";
  }
}
