package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Severity;
import dev.lorabake.recipe.PromptFault.Kind;

/** More steps than there are. */
final class SampleStepsClamped extends PromptFaultRule {
  SampleStepsClamped() {
    super(
        "sample-steps-clamped",
        Severity.WARNING,
        "The steps of a sample are outside 1 to 1000, and the nearest of these is taken",
        Kind.STEPS_CLAMPED,
        "--s 20 to --s 40 is usual");
  }
}
