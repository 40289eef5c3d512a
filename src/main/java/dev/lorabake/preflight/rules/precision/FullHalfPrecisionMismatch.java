package dev.lorabake.preflight.rules.precision;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** All of the training in 16 bits, without the mixed precision it builds upon. */
public final class FullHalfPrecisionMismatch extends PatternRule {
  public FullHalfPrecisionMismatch() {
    super(
        "full-half-precision-mismatch",
        Topic.PRECISION,
        Severity.ERROR,
        "full_fp16 and full_bf16 need mixed_precision of the same name, and sd-scripts stops"
            + " without it",
        "full_fp16",
        "full_bf16",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String full = subject.recipe().flag("full_fp16") ? "fp16" : "bf16";
    String mixed = subject.recipe().text("mixed_precision").orElse("no");
    if (!subject.recipe().flag("full_" + full) || mixed.equals(full)) {
      return List.of();
    }
    return found(
            subject,
            "full_"
                + full
                + " needs mixed_precision \""
                + full
                + "\", which is \""
                + mixed
                + "\": sd-scripts stops after the model is loaded and the latents are cached",
            "mixed_precision = \"" + full + "\", or remove full_" + full)
        .about("full_" + full, "mixed_precision")
        .fix("mixed_precision", full)
        .list();
  }
}
