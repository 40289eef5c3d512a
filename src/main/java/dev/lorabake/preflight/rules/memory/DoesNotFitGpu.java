package dev.lorabake.preflight.rules.memory;

import dev.lorabake.machine.Gpu;
import dev.lorabake.plan.VramEstimate;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Objects;

/** More memory than there is. */
public final class DoesNotFitGpu extends PatternRule {
  public DoesNotFitGpu() {
    super(
        "does-not-fit-gpu",
        Topic.MEMORY,
        Severity.ERROR,
        "The training needs more memory than the GPU has: CUDA out of memory at the first step",
        "train_batch_size",
        "gradient_checkpointing",
        "resolution");
  }

  @Override
  public List<Finding> check(Subject subject) {
    VramEstimate vram = subject.plan().vram();
    Gpu gpu = subject.machine().gpu().orElse(null);
    if (vram == null || gpu == null) {
      return List.of();
    }
    Long freeNow = gpu.freeBytes();
    long free = freeNow == null ? gpu.memoryBytes() : freeNow;
    if (vram.neededBytes() <= free) {
      return List.of();
    }
    int largest = Objects.requireNonNullElse(vram.largestBatch(), 0);
    boolean hopeless = vram.lowBytes() > gpu.memoryBytes();
    String card =
        gpu.name()
            + " with "
            + Figures.gib(gpu.memoryBytes())
            + (freeNow == null ? "" : ", " + Figures.gib(free) + " of it free");
    Draft draft =
        found(
                subject,
                "the training needs about "
                    + Figures.gib(vram.neededBytes())
                    + " ("
                    + Figures.gib(vram.lowBytes())
                    + " to "
                    + Figures.gib(vram.highBytes())
                    + ") and the card is a "
                    + card,
                Remedies.of(subject, largest))
            .as(hopeless ? Severity.ERROR : Severity.WARNING);
    Remedies.fix(subject, largest, draft);
    return draft.list();
  }
}
