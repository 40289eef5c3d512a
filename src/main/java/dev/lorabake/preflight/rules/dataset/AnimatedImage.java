package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A film of which one picture is trained. */
final class AnimatedImage extends FileRule {
  AnimatedImage() {
    super(
        "animated-image",
        Topic.DATASET,
        Severity.WARNING,
        "Of an animated picture sd-scripts trains on the first frame alone",
        Kind.IMAGE_ANIMATED,
        "are animated, and only their first frame is trained",
        "save the frames that are meant as pictures of their own");
  }
}
