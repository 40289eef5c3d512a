package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A caption in another encoding. */
final class UnreadableCaption extends FileRule {
  UnreadableCaption() {
    super(
        "unreadable-caption",
        Topic.CAPTIONS,
        Severity.ERROR,
        "A caption file is not UTF-8 text, and sd-scripts stops at it",
        Kind.CAPTION_UNREADABLE,
        "have a caption file that is not UTF-8, and sd-scripts stops there",
        "save the captions as UTF-8",
        "caption_extension");
  }
}
