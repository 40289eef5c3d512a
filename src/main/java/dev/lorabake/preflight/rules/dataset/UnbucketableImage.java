package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** An image too thin for any bucket. */
final class UnbucketableImage extends PlanProblemRule {
  UnbucketableImage() {
    super(
        "unbucketable-image",
        Severity.ERROR,
        "An image is too thin for any bucket, and sd-scripts divides by zero",
        PlanProblem.Kind.IMAGE_UNBUCKETABLE,
        "crop the image, move it away, or leave bucket_no_upscale off",
        "bucket_no_upscale",
        "bucket_reso_steps");
  }
}
