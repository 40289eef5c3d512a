package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Severity;
import dev.lorabake.recipe.PromptFault.Kind;

/** A number that nobody can read. */
final class UnreadSampleValue extends PromptFaultRule {
  UnreadSampleValue() {
    super(
        "unread-sample-value",
        Severity.WARNING,
        "A value of a prompt is no number as sd-scripts expects one, and is passed by wholly "
            + "or in part",
        Kind.VALUE_UNREAD,
        "digits alone for width, height, seed and steps; digits and one point for the scale");
  }
}
