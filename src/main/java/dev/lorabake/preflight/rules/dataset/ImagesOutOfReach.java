package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** Images that lie where nobody looks. */
final class ImagesOutOfReach extends PlanProblemRule {
  ImagesOutOfReach() {
    super(
        "images-out-of-reach",
        Severity.ADVICE,
        "Images lie above or below the folders that sd-scripts reads, and are not used",
        PlanProblem.Kind.IMAGES_OUT_OF_REACH,
        "give their folder a subset of its own, or move them; images count right in image_dir, and"
            + " in the folders like 10_name of train_data_dir",
        "image_dir",
        "train_data_dir");
  }
}
