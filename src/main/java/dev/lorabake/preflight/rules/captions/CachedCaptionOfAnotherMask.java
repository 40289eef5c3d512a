package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** Captions encoded with another mask. */
final class CachedCaptionOfAnotherMask extends FileRule {
  CachedCaptionOfAnotherMask() {
    super(
        "cached-caption-of-another-mask",
        Topic.CAPTIONS,
        Severity.WARNING,
        "Cached captions were encoded with other attention mask options, and skip_cache_check "
            + "keeps sd-scripts from seeing it",
        Kind.TEXT_OF_OTHER_MASK,
        "have a caption that was encoded with another attention mask option, which "
            + "skip_cache_check hides",
        "remove skip_cache_check, so that they are encoded anew",
        "skip_cache_check",
        "apply_t5_attn_mask",
        "apply_lg_attn_mask");
  }
}
