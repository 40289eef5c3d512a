package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A picture or mask that turns white. */
final class SixteenBitGreyImage extends FileRule {
  SixteenBitGreyImage() {
    super(
        "sixteen-bit-grey-image",
        Topic.DATASET,
        Severity.WARNING,
        "A grey PNG with 16 bits to a pixel becomes all white when sd-scripts reads it",
        Kind.IMAGE_DEEP_GREY,
        "are grey PNGs with 16 bits to a pixel, which become white when they are read",
        "save them with 8 bits to a pixel");
  }
}
