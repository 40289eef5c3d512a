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

/** A validation that measures what was trained on. */
final class ValidationOnTrainingImages extends PatternRule {
  ValidationOnTrainingImages() {
    super(
        "validation-on-training-images",
        Topic.DATASET,
        Severity.WARNING,
        "sd-scripts does not split a dataset of metadata files: it trains on all images and"
            + " validates on the very same",
        "validation_split",
        "metadata_file",
        "in_json");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      KeyValue split = dataset.find("validation_split").orElse(null);
      if (split != null && split.number() > 0 && split.number() <= 1 && dataset.isMetadata()) {
        findings.add(
            found(
                    subject,
                    "validation_split "
                        + Figures.number(split.number())
                        + " in a dataset of metadata files: every image is trained and validated",
                    "leave it out here, or use folders with caption files")
                .about(split)
                .finding());
      }
    }
    return findings;
  }
}
