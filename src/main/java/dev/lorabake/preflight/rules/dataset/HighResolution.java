package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.catalog.Family;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Training far above what the base model was made for. */
final class HighResolution extends PatternRule {
  private static final double FAR_ABOVE = 1.5;

  HighResolution() {
    super(
        "high-resolution",
        Topic.DATASET,
        Severity.ADVICE,
        "The resolution is far above the one that the base model was made for: much more memory"
            + " and time, and often doubled limbs",
        "resolution");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Family family = subject.recipe().family();
    for (PlannedDataset dataset : subject.plan().datasets()) {
      double side = Math.sqrt((double) dataset.width() * dataset.height());
      if (side > FAR_ABOVE * family.resolution()) {
        return found(
                subject,
                "resolution "
                    + dataset.width()
                    + "x"
                    + dataset.height()
                    + " on "
                    + family.title()
                    + ", which was made for "
                    + family.resolution(),
                "resolution = " + family.resolution())
            .list();
      }
    }
    return List.of();
  }
}
