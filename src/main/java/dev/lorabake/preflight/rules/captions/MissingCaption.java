package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Images that nothing describes. */
final class MissingCaption extends FileRule {
  MissingCaption() {
    super(
        "missing-caption",
        Topic.CAPTIONS,
        Severity.WARNING,
        "Images have neither a caption nor class tokens, and are trained with an empty text",
        Kind.CAPTION_MISSING,
        "have neither a caption file nor class_tokens",
        "write captions, or class_tokens for the subset",
        "caption_extension");
  }

  @Override
  public List<Finding> check(Subject subject) {
    return CaptionsNotFound.explains(subject) ? List.of() : super.check(subject);
  }
}
