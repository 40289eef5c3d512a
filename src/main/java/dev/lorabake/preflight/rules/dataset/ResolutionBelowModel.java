package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.catalog.Family;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** A resolution too small for the base model. */
public final class ResolutionBelowModel extends PatternRule {
  public ResolutionBelowModel() {
    super(
        "resolution-below-model",
        Topic.DATASET,
        Severity.WARNING,
        "The resolution is far below what the base model was trained on, and the result"
            + " is soft and malformed",
        "resolution");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    Family family = subject.recipe().family();
    for (DatasetView dataset : subject.datasets()) {
      KeyValue set = dataset.find("resolution").orElse(null);
      Sides sides = set == null ? null : Sides.of(set.value());
      if (set != null && sides != null && sides.square() < family.minSensibleResolution()) {
        findings.add(
            found(
                    subject,
                    "resolution "
                        + sides
                        + ", but "
                        + family.title()
                        + " was trained at "
                        + family.resolution()
                        + ": faces and details come out soft",
                    "resolution = " + family.resolution())
                .about(set)
                .fix(set.name(), (long) family.resolution())
                .finding());
      }
    }
    return findings;
  }
}
