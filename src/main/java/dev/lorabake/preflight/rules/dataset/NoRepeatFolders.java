package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** A train_data_dir that is not laid out as upstream wants it. */
final class NoRepeatFolders extends PlanProblemRule {
  NoRepeatFolders() {
    super(
        "no-repeat-folders",
        Severity.ERROR,
        "train_data_dir holds no folder whose name begins with a number: sd-scripts finds no image"
            + " and ends with success",
        PlanProblem.Kind.NO_REPEAT_FOLDERS,
        "put the images into a folder like 10_sks cat below it, or use [[datasets]] with image_dir",
        "train_data_dir",
        "reg_data_dir");
  }
}
