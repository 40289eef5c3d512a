package dev.lorabake.preflight.rules.dataset;

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

/** Validation images that are trained on. */
public final class ValidationLeaks extends PatternRule {
  public ValidationLeaks() {
    super(
        "validation-leaks",
        Topic.DATASET,
        Severity.WARNING,
        "Without validation_seed the validation images are drawn anew, and most of them"
            + " are trained on too",
        "validation_seed",
        "validation_split");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      KeyValue split = dataset.find("validation_split").orElse(null);
      if (split != null && split.number() > 0 && dataset.find("validation_seed").isEmpty()) {
        String key = dataset.nameFor("validation_seed");
        findings.add(
            found(
                    subject,
                    "validation_split "
                        + Figures.number(split.number())
                        + " without validation_seed: training and validation images are drawn"
                        + " independently, so that most validation images are trained on as well",
                    "validation_seed = 42")
                .about(key, split.name())
                .at(split.at())
                .fix(key, 42L)
                .finding());
      }
    }
    return findings;
  }
}
