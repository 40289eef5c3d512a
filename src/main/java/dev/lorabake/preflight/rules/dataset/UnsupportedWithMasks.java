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

/** What a dataset with masks cannot do. */
final class UnsupportedWithMasks extends PatternRule {
  UnsupportedWithMasks() {
    super(
        "unsupported-with-masks",
        Topic.DATASET,
        Severity.ERROR,
        "A dataset with masks takes no random_crop, at which sd-scripts stops, and no"
            + " token_warmup_step below 1, which does nothing",
        "conditioning_data_dir",
        "random_crop",
        "token_warmup_step");
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
      for (KeyValue warmup : dataset.findInSubsets("token_warmup_step")) {
        if (warmup.number() > 0 && warmup.number() < 1) {
          findings.add(
              found(
                      subject,
                      "token_warmup_step "
                          + Figures.value(warmup.value())
                          + " is a share of a run whose length a dataset with masks never"
                          + " learns: there is no warm-up",
                      "token_warmup_step as a number of steps")
                  .about(warmup)
                  .as(Severity.WARNING)
                  .finding());
        }
      }
    }
    return findings;
  }
}
