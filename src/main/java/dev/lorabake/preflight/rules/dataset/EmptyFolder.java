package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** A folder without images. */
final class EmptyFolder extends PlanProblemRule {
  EmptyFolder() {
    super(
        "empty-folder",
        Severity.ERROR,
        "A folder of the dataset holds no image that sd-scripts reads, and is passed over",
        PlanProblem.Kind.FOLDER_EMPTY,
        "png, jpg, jpeg, webp and bmp are read, directly in the folder and not below it",
        "image_dir",
        "train_data_dir");
  }
}
