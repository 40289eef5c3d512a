package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.PlanProblems;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** An image file that is none. */
public final class UnreadableImage extends PatternRule {
  public UnreadableImage() {
    super(
        "unreadable-image",
        Topic.DATASET,
        Severity.ERROR,
        "An image cannot be read, and one such file stops sd-scripts",
        "image_dir",
        "train_data_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Affected affected : Affected.of(subject, Kind.IMAGE_UNREADABLE)) {
      findings.add(
          found(
                  subject,
                  Figures.count(affected.count(), "image")
                      + " in "
                      + affected.folder()
                      + " cannot be read, which stops sd-scripts: "
                      + affected.shown(),
                  "open and save it anew as PNG, or take it out of the folder")
              .about(PlanProblems.folderOption(subject, affected.first()))
              .at(affected.first().at())
              .finding());
    }
    return findings;
  }
}
