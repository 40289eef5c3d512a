package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** An image that fits no bucket. */
public final class ImageTooThin extends PatternRule {
  public ImageTooThin() {
    super(
        "image-too-thin",
        Topic.DATASET,
        Severity.ERROR,
        "An image is too thin for any bucket, and sd-scripts divides by zero",
        "image_dir",
        "bucket_no_upscale",
        "bucket_reso_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Affected affected : Affected.of(subject, Kind.IMAGE_UNBUCKETABLE)) {
      findings.add(
          found(
                  subject,
                  Figures.count(affected.count(), "image")
                      + " in "
                      + affected.folder()
                      + " cannot be put into a bucket, which stops sd-scripts: "
                      + affected.shown(),
                  "crop it to a ratio of at most 1 to 4, or take it out of the folder")
              .at(affected.first().at())
              .finding());
    }
    return findings;
  }
}
