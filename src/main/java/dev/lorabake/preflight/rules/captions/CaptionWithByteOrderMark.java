package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** An invisible character before the trigger word. */
final class CaptionWithByteOrderMark extends FileRule {
  CaptionWithByteOrderMark() {
    super(
        "caption-with-byte-order-mark",
        Topic.CAPTIONS,
        Severity.WARNING,
        "A caption file begins with a byte order mark, which becomes part of the first tag",
        Kind.CAPTION_BYTE_ORDER_MARK,
        "have a caption that begins with a byte order mark, which becomes part of the first tag",
        "save the captions as UTF-8 without a byte order mark",
        "caption_extension");
  }
}
