package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** What a dataset with masks cannot do. */
final class RandomCropWithMasks extends PatternRule {
  RandomCropWithMasks() {
    super(
        "random-crop-with-masks",
        Topic.DATASET,
        Severity.ERROR,
        "A dataset with masks takes no random_crop, and sd-scripts stops at it",
        "random_crop",
        "conditioning_data_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      if (!dataset.isMasked()) {
        continue;
      }
      for (KeyValue crop : dataset.findInSubsets("random_crop")) {
        if (crop.isTrue()) {
          findings.add(
              found(
                      subject,
                      "random_crop in a dataset with masks: sd-scripts stops",
                      "remove random_crop")
                  .about(crop)
                  .remove(crop.name())
                  .choice()
                  .finding());
        }
      }
    }
    return findings;
  }
}
