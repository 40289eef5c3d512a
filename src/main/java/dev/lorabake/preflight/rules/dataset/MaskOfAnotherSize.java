package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A mask that does not cover its picture. */
final class MaskOfAnotherSize extends FileRule {
  MaskOfAnotherSize() {
    super(
        "mask-of-another-size",
        Topic.DATASET,
        Severity.ERROR,
        "A mask has another size than its image, and sd-scripts stops at the first step that "
            + "needs it",
        Kind.MASK_OF_OTHER_SIZE,
        "have a mask of another size: sd-scripts stops at the step that needs it",
        "save each mask in the size of its image",
        "conditioning_data_dir",
        "enable_bucket");
  }
}
