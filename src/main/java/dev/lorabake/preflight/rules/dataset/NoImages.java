package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.PlanProblems;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Nothing is left to train on. */
public final class NoImages extends PatternRule {
  public NoImages() {
    super(
        "no-images",
        Topic.DATASET,
        Severity.ERROR,
        "No image is left to train on, and sd-scripts ends with exit code 0 as if it had"
            + " trained",
        "image_dir",
        "train_data_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean explained =
        PlanProblems.any(
            subject,
            Kind.FOLDER_MISSING,
            Kind.NO_REPEAT_FOLDERS,
            Kind.FOLDER_EMPTY,
            Kind.IMAGE_UNREADABLE,
            Kind.IMAGE_UNBUCKETABLE,
            Kind.VALUE_INVALID);
    boolean regOnly = subject.datasets().stream().anyMatch(RegularisationInOwnDataset::isRegOnly);
    if (explained || regOnly || !PlanProblems.any(subject, Kind.NO_IMAGES)) {
      return List.of();
    }
    boolean blocks = !subject.recipe().datasets().isEmpty();
    boolean bare = blocks && subject.datasets().stream().allMatch(d -> d.subsets().isEmpty());
    return found(
            subject,
            bare
                ? "[[datasets]] has no [[datasets.subsets]], so that there is no image to train on"
                : "no image is left to train on: sd-scripts says so and ends with exit code 0",
            blocks
                ? "add [[datasets.subsets]] with image_dir = \"folder of images\""
                : "train_data_dir = the parent of folders like 10_name with images")
        .list();
  }
}
