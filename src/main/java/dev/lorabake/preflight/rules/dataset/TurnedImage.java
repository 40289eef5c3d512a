package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A picture that lies on its side. */
final class TurnedImage extends FileRule {
  TurnedImage() {
    super(
        "turned-image",
        Topic.DATASET,
        Severity.WARNING,
        "A photo is to be turned for showing, and sd-scripts trains on it as it is stored: on "
            + "its side, upside down or mirrored",
        Kind.IMAGE_TURNED,
        "are stored turned or mirrored, and sd-scripts does not turn them",
        "turn them for good, for example with: mogrify -auto-orient, or exiftran -ai");
  }
}
