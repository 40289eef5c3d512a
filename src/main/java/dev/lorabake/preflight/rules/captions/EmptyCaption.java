package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A caption file without a single byte. */
final class EmptyCaption extends FileRule {
  EmptyCaption() {
    super(
        "empty-caption",
        Topic.CAPTIONS,
        Severity.ERROR,
        "A caption file is empty, and sd-scripts stops at it",
        Kind.CAPTION_EMPTY,
        "have an empty caption file, and sd-scripts stops there",
        "write the caption, or remove the file to fall back on class_tokens",
        "caption_extension");
  }
}
