package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.Plan;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A validation set that comes to nothing. */
final class ValidationNeverUsed extends PatternRule {
  ValidationNeverUsed() {
    super(
        "validation-never-used",
        Topic.DATASET,
        Severity.WARNING,
        "validation_split is so small that no image is held back",
        "validation_split");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Plan plan = subject.plan();
    if (plan.images().train() <= 0 || plan.images().validation() > 0) {
      return List.of();
    }
    for (DatasetView dataset : subject.datasets()) {
      KeyValue split = dataset.find("validation_split").orElse(null);
      if (split != null && split.number() > 0 && split.number() <= 1) {
        return found(
                subject,
                "validation_split "
                    + Figures.number(split.number())
                    + " of so few images comes to none: nothing is validated",
                "a larger validation_split, or none")
            .about(split)
            .list();
      }
    }
    return List.of();
  }
}
