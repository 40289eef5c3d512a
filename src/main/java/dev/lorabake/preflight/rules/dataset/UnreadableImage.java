package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** A file that ends the run. */
final class UnreadableImage extends PlanProblemRule {
  UnreadableImage() {
    super(
        "unreadable-image",
        Severity.ERROR,
        "An image cannot be read, and sd-scripts fails at it",
        PlanProblem.Kind.IMAGE_UNREADABLE,
        "move the file away, or save it anew from an image program");
  }
}
