package dev.lorabake.preflight.rules.memory;

import dev.lorabake.machine.Gpu;
import dev.lorabake.plan.VramEstimate;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** The training may or may not fit. */
final class VramNearlyFull extends PatternRule {
  VramNearlyFull() {
    super(
        "vram-nearly-full",
        Topic.MEMORY,
        Severity.ADVICE,
        "The training is close to the card's memory, and may not fit with a screen or browser"
            + " beside it",
        "train_batch_size");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    VramEstimate vram = subject.plan().datasets().isEmpty() ? null : subject.plan().vram();
    if (gpu == null || vram == null || vram.neededBytes() > gpu.memoryBytes()) {
      return List.of();
    }
    Long free = gpu.freeBytes();
    boolean others = free != null && vram.neededBytes() > free;
    if (!others && vram.highBytes() <= gpu.memoryBytes()) {
      return List.of();
    }
    return found(
            subject,
            "the training needs "
                + Figures.gib(vram.neededBytes())
                + " of VRAM, up to "
                + Figures.gib(vram.highBytes())
                + "; "
                + gpu.name()
                + " has "
                + Figures.gib(gpu.memoryBytes())
                + (free == null ? "" : ", of which " + Figures.gib(free) + " are free"),
            "close other programs that use the GPU, or choose a smaller batch")
        .list();
  }
}
