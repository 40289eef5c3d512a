package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Severity;
import dev.lorabake.recipe.PromptFault.Kind;

/** A comment that gets painted. */
final class LineTakenForPrompt extends PromptFaultRule {
  LineTakenForPrompt() {
    super(
        "line-taken-for-prompt",
        Severity.WARNING,
        "A line is taken for a prompt that is none: a comment with blanks before it, or flags "
            + "alone",
        Kind.NO_PROMPT,
        "begin comments with # in the first column, prompts with their text, and save without "
            + "a byte order mark");
  }
}
