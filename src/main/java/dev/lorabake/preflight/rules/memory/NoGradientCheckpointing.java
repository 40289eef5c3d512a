package dev.lorabake.preflight.rules.memory;

import dev.lorabake.machine.Gpu;
import dev.lorabake.plan.VramEstimate;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** The cheapest way to save memory is not used. */
final class NoGradientCheckpointing extends PatternRule {
  private static final long ROOMY = 40L << 30;

  NoGradientCheckpointing() {
    super(
        "no-gradient-checkpointing",
        Topic.MEMORY,
        Severity.ADVICE,
        "Without gradient_checkpointing a large model takes several times the memory for each"
            + " image",
        "gradient_checkpointing");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    Gpu gpu = subject.machine().gpu().orElse(null);
    VramEstimate vram = subject.plan().vram();
    boolean large = recipe.family().resolution() >= 1024;
    boolean on =
        recipe.flag("gradient_checkpointing") || recipe.flag("unsloth_offload_checkpointing");
    if (!large || on || (gpu != null && gpu.memoryBytes() >= ROOMY)) {
      return List.of();
    }
    if (gpu != null && vram != null) {
      boolean fits = vram.highBytes() <= gpu.memoryBytes();
      boolean tooSmall = vram.neededBytes() > gpu.memoryBytes();
      if (fits || tooSmall) {
        return List.of(); // nothing to gain, or said by vram-too-small
      }
    }
    return found(
            subject,
            "gradient_checkpointing is off on " + recipe.family().title(),
            "gradient_checkpointing = true: far less memory for about a quarter more time")
        .fix("gradient_checkpointing", true)
        .list();
  }
}
