package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** Two pictures with one caption. */
final class ImagesOfOneName extends FileRule {
  ImagesOfOneName() {
    super(
        "images-of-one-name",
        Topic.DATASET,
        Severity.WARNING,
        "Two images have the same name but for the ending: they share one caption, one cache "
            + "and one mask",
        Kind.IMAGE_SAME_NAME,
        "have the name of another but for the ending: they share its caption, its cache and "
            + "its mask",
        "rename one of the two, and give it a caption of its own");
  }
}
