package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A validation without images. */
public final class ValidationSetEmpty extends PatternRule {
  public ValidationSetEmpty() {
    super(
        "validation-set-empty",
        Topic.DATASET,
        Severity.WARNING,
        "The validation_split is so small that it sets no image aside",
        "validation_split");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (subject.plan().totalSteps() == 0 || subject.plan().images().validation() > 0) {
      return List.of();
    }
    long images = Planned.distinct(subject);
    for (DatasetView dataset : subject.datasets()) {
      KeyValue split = dataset.find("validation_split").orElse(null);
      if (split != null && split.number() > 0 && split.number() <= 1) {
        return found(
                subject,
                "validation_split "
                    + Figures.number(split.number())
                    + " of "
                    + Figures.count(images, "image")
                    + " rounds to none in every folder: there is no validation",
                "validation_split = 0.1 with at least 5 images in a folder, or remove it")
            .about(split)
            .list();
      }
    }
    return List.of();
  }
}
