package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** Weights that are read as letters. */
final class WeightsInCaptions extends FileRule {
  WeightsInCaptions() {
    super(
        "weights-in-captions",
        Topic.CAPTIONS,
        Severity.WARNING,
        "Captions have weights as in prompts, and weighted_captions is off: brackets and "
            + "figures are trained as they stand",
        Kind.CAPTION_WEIGHTS,
        "have a caption with a weight, like (tag:1.2), or a <lora:…>, which is trained as it "
            + "stands",
        "take the weights out of the captions",
        "weighted_captions");
  }
}
