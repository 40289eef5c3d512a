package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Severity;
import dev.lorabake.recipe.PromptFault.Kind;

/** A prompt file without a prompt. */
final class EmptyPromptFile extends PromptFaultRule {
  EmptyPromptFile() {
    super(
        "empty-prompt-file",
        Severity.WARNING,
        "The prompt file holds no prompt, and no sample is made",
        Kind.NOTHING,
        "write one prompt on each line; lines that begin with # are comments");
  }
}
