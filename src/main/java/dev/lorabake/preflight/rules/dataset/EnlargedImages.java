package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** Images that are too small for the resolution. */
final class EnlargedImages extends PlanProblemRule {
  EnlargedImages() {
    super(
        "enlarged-images",
        Severity.ADVICE,
        "Images much smaller than the resolution are enlarged, and the LoRA learns their blur",
        PlanProblem.Kind.IMAGE_ENLARGED,
        "leave them out, enlarge them with an upscaler, or set bucket_no_upscale = true",
        "resolution",
        "bucket_no_upscale");
  }
}
