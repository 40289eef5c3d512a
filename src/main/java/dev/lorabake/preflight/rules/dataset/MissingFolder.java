package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** A folder of images that is not there. */
final class MissingFolder extends PlanProblemRule {
  MissingFolder() {
    super(
        "missing-folder",
        Severity.ERROR,
        "A folder of images is not there: sd-scripts passes over it, and trains without it or"
            + " ends with success",
        PlanProblem.Kind.FOLDER_MISSING,
        "check the path and your right to read it; relative ones count from the recipe's folder",
        "image_dir",
        "train_data_dir",
        "reg_data_dir");
  }
}
