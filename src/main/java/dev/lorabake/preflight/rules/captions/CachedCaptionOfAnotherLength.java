package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** Captions cut at an older limit. */
final class CachedCaptionOfAnotherLength extends FileRule {
  CachedCaptionOfAnotherLength() {
    super(
        "cached-caption-of-another-length",
        Topic.CAPTIONS,
        Severity.WARNING,
        "Cached captions were encoded for another number of tokens than is set now, and are "
            + "used as they are",
        Kind.TEXT_OF_OTHER_LENGTH,
        "have a caption that was encoded for another number of tokens, and is used as it is",
        "remove the text encoder caches, or set the limit that they were made with",
        "cache_text_encoder_outputs_to_disk",
        "max_token_length",
        "t5xxl_max_token_length",
        "gemma2_max_token_length",
        "qwen3_max_token_length");
  }
}
