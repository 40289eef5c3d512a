package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.catalog.Family;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Training far below what the base model was made for. */
final class LowResolution extends PatternRule {
  LowResolution() {
    super(
        "low-resolution",
        Topic.DATASET,
        Severity.WARNING,
        "The resolution is far below the one that the base model was made for: the LoRA learns"
            + " coarse, cropped pictures",
        "resolution");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Family family = subject.recipe().family();
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < subject.plan().datasets().size(); i++) {
      PlannedDataset dataset = subject.plan().datasets().get(i);
      double side = Math.sqrt((double) dataset.width() * dataset.height());
      if (side > 0 && side < family.minSensibleResolution()) {
        Optional<KeyValue> written =
            i < subject.datasets().size()
                ? subject.datasets().get(i).find("resolution")
                : Optional.empty();
        Draft draft =
            found(
                subject,
                "resolution "
                    + dataset.width()
                    + "x"
                    + dataset.height()
                    + " on "
                    + family.title()
                    + ", which was made for "
                    + family.resolution(),
                "resolution = "
                    + family.resolution()
                    + ", or at least "
                    + family.minSensibleResolution()
                    + " where memory is short");
        written.ifPresent(
            value -> draft.about(value).fix(value.name(), (long) family.resolution()));
        findings.add(draft.finding());
      }
    }
    return findings;
  }
}
