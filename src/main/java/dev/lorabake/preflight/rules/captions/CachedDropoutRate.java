package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A dropout rate from another run. */
final class CachedDropoutRate extends FileRule {
  CachedDropoutRate() {
    super(
        "cached-dropout-rate",
        Topic.CAPTIONS,
        Severity.WARNING,
        "Anima keeps caption_dropout_rate in its cached captions, and the rate there is "
            + "another one than is set now",
        Kind.TEXT_OF_OTHER_DROPOUT,
        "have a cached caption with another caption_dropout_rate, which counts",
        "remove the text encoder caches, or set the rate that they were made with",
        "caption_dropout_rate",
        "cache_text_encoder_outputs_to_disk");
  }
}
