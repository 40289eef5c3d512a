package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A file that ends the run. */
final class UnreadableImage extends FileRule {
  UnreadableImage() {
    super(
        "unreadable-image",
        Topic.DATASET,
        Severity.ERROR,
        "An image cannot be read, and sd-scripts fails at it",
        Kind.IMAGE_UNREADABLE,
        "cannot be read, and sd-scripts fails at them",
        "move the files away, or save them anew from an image program");
  }
}
