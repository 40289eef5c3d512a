package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A caption whose first line says nothing. */
final class BlankCaption extends FileRule {
  BlankCaption() {
    super(
        "blank-caption",
        Topic.CAPTIONS,
        Severity.WARNING,
        "The first line of a caption file is blank, and only the first line counts",
        Kind.CAPTION_BLANK,
        "have a caption whose first line is blank, and are trained with an empty text",
        "write the caption into the first line",
        "caption_extension",
        "enable_wildcard");
  }
}
