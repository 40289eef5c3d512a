package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A picture without its end. */
final class CutOffImage extends FileRule {
  CutOffImage() {
    super(
        "cut-off-image",
        Topic.DATASET,
        Severity.WARNING,
        "An image's file seems to end too early, and sd-scripts mostly fails at it",
        Kind.IMAGE_CUT_OFF,
        "end in the midst of their pixels; sd-scripts mostly fails at such a file",
        "copy or download the file anew, or save it anew from an image program");
  }
}
