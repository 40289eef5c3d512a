package dev.lorabake.preflight.rules.memory;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.machine.Gpu;
import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Much state on a small card. */
public final class MemoryHungryOptimizer extends PatternRule {
  private static final long SMALL_CARD = 13L << 30;

  public MemoryHungryOptimizer() {
    super(
        "memory-hungry-optimizer",
        Topic.MEMORY,
        Severity.ADVICE,
        "The optimizer's state takes a noticeable part of a small card",
        "optimizer_type",
        "network_dim");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    OptimizerType type =
        subject
            .recipe()
            .text("optimizer_type")
            .flatMap(subject.recipe().catalog()::optimizer)
            .orElse(null);
    List<PlannedCheckpoint> files = subject.plan().checkpoints();
    if (gpu == null || type == null || type.paged() || files.isEmpty()) {
      return List.of();
    }
    boolean fp32 = !subject.recipe().text("save_precision").orElse("").matches("fp16|bf16");
    long values = files.getLast().bytes() / (fp32 ? 4 : 2);
    long state = (long) (values * type.stateBytesPerParameter());
    long small = values * 2;
    if (gpu.memoryBytes() > SMALL_CARD || state - small < gpu.memoryBytes() / 20) {
      return List.of();
    }
    String instead = type.adaptive() ? "Adafactor" : "AdamW8bit";
    return found(
            subject,
            type.name()
                + " keeps "
                + Figures.gib(state)
                + " of state beside a LoRA of "
                + values / 1_000_000
                + " million values, on a card of "
                + Figures.gib(gpu.memoryBytes()),
            "optimizer_type = \""
                + instead
                + "\" keeps "
                + Figures.gib(type.adaptive() ? values / 3 : small)
                + (type.adaptive() ? "; it needs a learning rate of its own" : "")
                + "; a lower network_dim helps too")
        .fix("optimizer_type", instead)
        .list();
  }
}
