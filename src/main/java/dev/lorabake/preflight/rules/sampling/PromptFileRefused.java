package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Severity;
import dev.lorabake.recipe.PromptFault.Kind;

/** A prompt file that upstream fails at. */
final class PromptFileRefused extends PromptFaultRule {
  PromptFileRefused() {
    super(
        "prompt-file-refused",
        Severity.ERROR,
        "sd-scripts cannot read the prompt file and fails, at the first sample or sooner",
        Kind.FILE_REFUSED,
        "a .txt file with one prompt on each line, or [[sample]] in the recipe");
  }
}
