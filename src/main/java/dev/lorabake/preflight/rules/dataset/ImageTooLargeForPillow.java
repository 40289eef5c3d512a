package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A picture that Pillow takes for an attack. */
final class ImageTooLargeForPillow extends FileRule {
  ImageTooLargeForPillow() {
    super(
        "image-too-large-for-pillow",
        Topic.DATASET,
        Severity.ERROR,
        "An image has more pixels than Pillow opens, and sd-scripts fails at it",
        Kind.IMAGE_TOO_LARGE,
        "have more than 178,956,970 pixels, at which Pillow refuses and sd-scripts fails",
        "save them smaller: four times the resolution of the training is more than enough");
  }
}
