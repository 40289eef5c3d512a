package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem;
import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** Pictures that nobody trains on. */
final class PicturePassedBy extends FileRule {
  PicturePassedBy() {
    super(
        "picture-passed-by",
        Topic.DATASET,
        Severity.WARNING,
        "Pictures lie in the folder whose ending sd-scripts does not take for an image: it "
            + "never sees them",
        Kind.IMAGE_PASSED_BY,
        "beside the images that sd-scripts passes by for the ending",
        "convert them to PNG, JPEG or WebP, with an ending all in lower or all in upper case; "
            + ".avif and .jxl need their Pillow plug-in in the training environment");
  }

  @Override
  protected String affected(FileProblem problem) {
    return Figures.count(problem.count(), "picture");
  }
}
