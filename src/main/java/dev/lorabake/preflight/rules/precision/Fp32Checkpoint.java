package dev.lorabake.preflight.rules.precision;

import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A file of 32 bits for each value. */
public final class Fp32Checkpoint extends PatternRule {
  public Fp32Checkpoint() {
    super(
        "fp32-checkpoint",
        Topic.PRECISION,
        Severity.ADVICE,
        "The LoRA is saved in fp32: twice the size, and no program uses the difference",
        "save_precision",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String save = recipe.text("save_precision").orElse("");
    boolean half = recipe.flag("full_fp16") || recipe.flag("full_bf16");
    if (!(save.equals("float") || (save.isEmpty() && !half))) {
      return List.of();
    }
    List<PlannedCheckpoint> files = subject.plan().checkpoints();
    String size = files.isEmpty() ? "" : " of " + Figures.fileSize(files.getLast().bytes());
    String better = recipe.text("mixed_precision").orElse("no").equals("bf16") ? "bf16" : "fp16";
    return found(
            subject,
            save.isEmpty()
                ? "save_precision is not set: the LoRA is saved in fp32, a file"
                    + size
                    + " where half would do"
                : "save_precision is \"float\": a file" + size + " where half would do",
            "save_precision = \"" + better + "\"")
        .fix("save_precision", better)
        .list();
  }
}
