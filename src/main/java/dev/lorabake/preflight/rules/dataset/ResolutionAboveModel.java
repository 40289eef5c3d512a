package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.catalog.Family;
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

/** A resolution too large for the base model. */
public final class ResolutionAboveModel extends PatternRule {
  public ResolutionAboveModel() {
    super(
        "resolution-above-model",
        Topic.DATASET,
        Severity.WARNING,
        "The resolution is far above what the base model was trained on: slow, and"
            + " bodies come out doubled",
        "resolution");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    Family family = subject.recipe().family();
    for (DatasetView dataset : subject.datasets()) {
      KeyValue set = dataset.find("resolution").orElse(null);
      Sides sides = set == null ? null : Sides.of(set.value());
      if (set != null && sides != null && sides.square() > 1.5 * family.resolution()) {
        findings.add(
            found(
                    subject,
                    "resolution "
                        + sides
                        + ", but "
                        + family.title()
                        + " was trained at "
                        + family.resolution()
                        + ": every step takes "
                        + Figures.number(
                            Math.round(
                                    10.0
                                        * sides.area()
                                        / ((double) family.resolution() * family.resolution()))
                                / 10.0)
                        + " times the work, and subjects tend to come out doubled",
                    "resolution = " + family.resolution())
                .about(set)
                .fix(set.name(), (long) family.resolution())
                .finding());
      }
    }
    return findings;
  }
}
