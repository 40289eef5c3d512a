package dev.lorabake.preflight.rules.precision;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A file in a coarser format than the training. */
final class SavePrecisionMismatch extends PatternRule {
  SavePrecisionMismatch() {
    super(
        "save-precision-mismatch",
        Topic.PRECISION,
        Severity.ADVICE,
        "save_precision bf16 keeps fewer digits than the fp16 that was trained with, for no"
            + " smaller file",
        "save_precision",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean half = recipe.text("mixed_precision").orElse("").equals("fp16");
    boolean coarser = recipe.text("save_precision").orElse("").equals("bf16");
    if (!half || !coarser) {
      return List.of();
    }
    return found(
            subject,
            "save_precision bf16 with mixed_precision fp16 rounds the weights to fewer digits",
            "save_precision = \"fp16\", which takes the same space")
        .fix("save_precision", "fp16")
        .list();
  }
}
