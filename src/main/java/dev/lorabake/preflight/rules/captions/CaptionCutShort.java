package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A caption that nobody reads to its end. */
final class CaptionCutShort extends FileRule {
  CaptionCutShort() {
    super(
        "caption-cut-short",
        Topic.CAPTIONS,
        Severity.ADVICE,
        "Captions have more tokens than the text encoder reads: the rest is cut off",
        Kind.CAPTION_LONG,
        "have a caption longer than the text encoder reads, and its end is cut off",
        "shorten the captions, put what matters first, or raise the limit where the model has "
            + "an option for it: max_token_length = 225 for Stable Diffusion",
        "max_token_length",
        "t5xxl_max_token_length",
        "gemma2_max_token_length",
        "qwen3_max_token_length");
  }
}
