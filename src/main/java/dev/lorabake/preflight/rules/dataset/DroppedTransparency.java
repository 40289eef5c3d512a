package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** What lies beneath transparent pixels. */
final class DroppedTransparency extends FileRule {
  DroppedTransparency() {
    super(
        "dropped-transparency",
        Topic.DATASET,
        Severity.ADVICE,
        "Images have a channel of transparency, which is dropped: whatever colour lies beneath "
            + "is trained",
        Kind.IMAGE_ALPHA_DROPPED,
        "have transparency, which is dropped: the colours beneath it, mostly black or white, "
            + "are trained",
        "alpha_mask = true to learn the opaque parts alone, or give the images a background",
        "alpha_mask");
  }
}
