package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Severity;
import dev.lorabake.recipe.PromptFault.Kind;

/** A flag that no prompt has. */
final class UnknownPromptFlag extends PromptFaultRule {
  UnknownPromptFlag() {
    super(
        "unknown-prompt-flag",
        Severity.WARNING,
        "A flag of a prompt is unknown to sd-scripts, which passes it by together with its "
            + "value",
        Kind.UNKNOWN_FLAG,
        "the flags are --n --w --h --d --s --l --g --ss --cn --ctr --rcfg --fs, each with a "
            + "blank before its value");
  }
}
