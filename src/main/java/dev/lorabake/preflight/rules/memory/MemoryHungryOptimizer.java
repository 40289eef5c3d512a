package dev.lorabake.preflight.rules.memory;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.machine.Gpu;
import dev.lorabake.plan.VramEstimate;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** An optimizer whose state weighs on a small card. */
final class MemoryHungryOptimizer extends PatternRule {
  private static final long SMALL_CARD = 12_500_000_000L;
  private static final double HUNGRY = 12;

  MemoryHungryOptimizer() {
    super(
        "memory-hungry-optimizer",
        Topic.MEMORY,
        Severity.WARNING,
        "The optimizer keeps several values for each trained weight, on a card with little memory",
        "optimizer_type",
        "network_dim");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    OptimizerType type = ChosenOptimizer.of(subject.recipe()).type();
    if (gpu == null
        || type == null
        || type.stateBytesPerParameter() < HUNGRY
        || gpu.memoryBytes() > SMALL_CARD + (SMALL_CARD / 20)) {
      return List.of();
    }
    VramEstimate vram = subject.plan().vram();
    boolean roomy = vram != null && vram.highBytes() <= gpu.memoryBytes();
    return found(
            subject,
            type.name()
                + " keeps "
                + Figures.number(type.stateBytesPerParameter())
                + " bytes for each trained weight, AdamW8bit 2; "
                + gpu.name()
                + " has "
                + Figures.gib(gpu.memoryBytes()),
            "optimizer_type = \"AdamW8bit\" or a lower network_dim where memory runs out")
        .as(roomy ? Severity.ADVICE : Severity.WARNING)
        .list();
  }
}
