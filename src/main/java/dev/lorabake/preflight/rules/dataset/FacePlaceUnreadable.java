package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A face whose place is no number. */
final class FacePlaceUnreadable extends FileRule {
  FacePlaceUnreadable() {
    super(
        "face-place-unreadable",
        Topic.DATASET,
        Severity.ERROR,
        "With face_crop_aug_range the last four parts of a name are read as numbers, and "
            + "sd-scripts fails where they are none",
        Kind.FACE_PLACE_BROKEN,
        "have names whose last four parts are not the numbers of a face's place: sd-scripts "
            + "fails at them",
        "remove face_crop_aug_range, or name the images like cat_512_300_180_200.png: centre "
            + "and size of the face",
        "face_crop_aug_range");
  }
}
