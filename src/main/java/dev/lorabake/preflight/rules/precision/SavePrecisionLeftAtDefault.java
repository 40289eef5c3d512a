package dev.lorabake.preflight.rules.precision;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** Files of twice the size that they need. */
final class SavePrecisionLeftAtDefault extends PatternRule {
  SavePrecisionLeftAtDefault() {
    super(
        "save-precision-left-at-default",
        Topic.PRECISION,
        Severity.ADVICE,
        "save_precision is not set, and the files are written in 32 bits: twice the size with"
            + " nothing to see for it",
        "save_precision",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String precision = recipe.text("mixed_precision").orElse("no");
    boolean alreadyHalf = recipe.flag("full_fp16") || recipe.flag("full_bf16");
    if (recipe.isSet("save_precision") || alreadyHalf || precision.equals("no")) {
      return List.of();
    }
    String size =
        subject.plan().checkpoints().isEmpty()
            ? ""
            : ": "
                + Figures.fileSize(subject.plan().checkpoints().getLast().bytes())
                + " for each file, half of it in 16 bits";
    return found(
            subject,
            "save_precision is not set, so that files are written in 32 bits" + size,
            "save_precision = \"" + precision + "\"")
        .fix("save_precision", precision)
        .list();
  }
}
