package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A caption that was corrected too late. */
final class OutdatedCachedCaption extends FileRule {
  OutdatedCachedCaption() {
    super(
        "outdated-cached-caption",
        Topic.CAPTIONS,
        Severity.WARNING,
        "A caption was changed after it was encoded to disk: the old text is trained",
        Kind.TEXT_OLDER,
        "have a caption that was changed after it was encoded: the old text is trained",
        "remove the text encoder caches of these images, or all of them",
        "cache_text_encoder_outputs_to_disk");
  }
}
