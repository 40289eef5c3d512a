package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A mask that no picture has. */
final class AlphaMaskWithoutTransparency extends FileRule {
  AlphaMaskWithoutTransparency() {
    super(
        "alpha-mask-without-transparency",
        Topic.DATASET,
        Severity.WARNING,
        "alpha_mask is on, and no image of the folder has a channel of transparency: nothing "
            + "is masked",
        Kind.IMAGE_ALPHA_MISSING,
        "have no transparency, while alpha_mask is on: nothing is masked",
        "remove alpha_mask, or save the images as PNG or WebP with an alpha channel",
        "alpha_mask");
  }
}
