package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** An image that is trained on and validated. */
final class OverlappingValidation extends PlanProblemRule {
  OverlappingValidation() {
    super(
        "overlapping-validation",
        Severity.ADVICE,
        "sd-scripts rounds the training part up and the validation part to the nearest, so that"
            + " they can share an image",
        PlanProblem.Kind.VALIDATION_OVERLAPS,
        "a validation_split that makes a whole number of the images",
        "validation_split");
  }
}
