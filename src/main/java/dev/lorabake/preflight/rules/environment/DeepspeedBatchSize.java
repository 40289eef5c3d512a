package dev.lorabake.preflight.rules.environment;

import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two places for the batch size, of which DeepSpeed is told the other one. */
final class DeepspeedBatchSize extends PatternRule {
  DeepspeedBatchSize() {
    super(
        "deepspeed-batch-size",
        Topic.ENVIRONMENT,
        Severity.WARNING,
        "DeepSpeed is told train_batch_size, whatever batch_size the datasets have",
        "train_batch_size",
        "batch_size",
        "deepspeed");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    long told = subject.recipe().whole("train_batch_size").orElse(1);
    if (!subject.recipe().flag("deepspeed")) {
      return findings;
    }
    for (DatasetView dataset : subject.datasets()) {
      Optional<KeyValue> size = dataset.find("batch_size");
      if (size.isPresent() && size.get().number() != told) {
        findings.add(
            found(
                    subject,
                    "%s is %d, and DeepSpeed is told train_batch_size %d"
                        .formatted(size.get().name(), (long) size.get().number(), told),
                    "train_batch_size = " + (long) size.get().number())
                .about(size.get())
                .fix("train_batch_size", (long) size.get().number())
                .finding());
      }
    }
    return findings;
  }
}
