package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A face without a place. */
final class FacePlaceMissing extends FileRule {
  FacePlaceMissing() {
    super(
        "face-place-missing",
        Topic.DATASET,
        Severity.WARNING,
        "face_crop_aug_range crops around a face whose place stands in the name of an image, "
            + "and these names have none",
        Kind.FACE_PLACE_MISSING,
        "tell no place of a face in their names, and are not cropped",
        "remove face_crop_aug_range, or name the images like cat_512_300_180_200.png: centre "
            + "and size of the face",
        "face_crop_aug_range");
  }
}
