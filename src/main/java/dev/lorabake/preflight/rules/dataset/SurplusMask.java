package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem;
import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A mask without its picture. */
final class SurplusMask extends FileRule {
  SurplusMask() {
    super(
        "surplus-mask",
        Topic.DATASET,
        Severity.ERROR,
        "conditioning_data_dir has masks of no image, and sd-scripts stops",
        Kind.MASK_SURPLUS,
        "without an image of that name: sd-scripts stops",
        "move them out of the folder",
        "conditioning_data_dir");
  }

  @Override
  protected String affected(FileProblem problem) {
    return Figures.count(problem.count(), "mask");
  }
}
