package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A picture without its mask. */
final class MissingMask extends FileRule {
  MissingMask() {
    super(
        "missing-mask",
        Topic.DATASET,
        Severity.ERROR,
        "conditioning_data_dir has no mask for some image, and sd-scripts stops",
        Kind.MASK_MISSING,
        "have no mask in conditioning_data_dir: sd-scripts stops",
        "give every image a mask of its name, white where it is to be learnt; all white for "
            + "the whole image",
        "conditioning_data_dir");
  }
}
