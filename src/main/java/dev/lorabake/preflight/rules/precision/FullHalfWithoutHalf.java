package dev.lorabake.preflight.rules.precision;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** full_fp16 needs fp16, full_bf16 needs bf16. */
final class FullHalfWithoutHalf extends PatternRule {
  FullHalfWithoutHalf() {
    super(
        "full-half-without-half",
        Topic.PRECISION,
        Severity.ERROR,
        "full_fp16 needs mixed_precision fp16 and full_bf16 needs bf16: sd-scripts stops after it"
            + " has loaded and cached everything",
        "full_fp16",
        "full_bf16",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String option =
        recipe.flag("full_fp16") ? "full_fp16" : recipe.flag("full_bf16") ? "full_bf16" : "";
    String needed = option.equals("full_fp16") ? "fp16" : "bf16";
    String precision = recipe.text("mixed_precision").orElse("");
    if (option.isEmpty() || precision.equals(needed)) {
      return List.of();
    }
    return found(
            subject,
            option + " with mixed_precision " + precision + ": sd-scripts stops",
            "mixed_precision = \"" + needed + "\", or remove " + option)
        .about(option, "mixed_precision")
        .fix("mixed_precision", needed)
        .list();
  }
}
