package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** Choices that nobody makes. */
final class WildcardBracesUnused extends FileRule {
  WildcardBracesUnused() {
    super(
        "wildcard-braces-unused",
        Topic.CAPTIONS,
        Severity.WARNING,
        "Captions have choices in braces, and enable_wildcard is off: the braces are trained "
            + "as they stand",
        Kind.CAPTION_BRACES,
        "have a caption with a choice in braces, like {a|b}, which is trained as it stands",
        "enable_wildcard = true, or write the captions out",
        "enable_wildcard");
  }
}
