package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** Colours for print. */
final class CmykImage extends FileRule {
  CmykImage() {
    super(
        "cmyk-image",
        Topic.DATASET,
        Severity.WARNING,
        "The colours of a CMYK picture change when sd-scripts reads it: it passes the colour"
            + " profile by",
        Kind.IMAGE_CMYK,
        "are CMYK, whose colours change when they are read",
        "convert them to RGB (sRGB) in an image program, which heeds the profile");
  }
}
