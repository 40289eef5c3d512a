package dev.lorabake.preflight.rules.memory;

import dev.lorabake.machine.Gpu;
import dev.lorabake.plan.VramEstimate;
import dev.lorabake.plan.VramFit;
import dev.lorabake.plan.VramSaving;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The training does not fit the card. */
final class VramTooSmall extends PatternRule {
  VramTooSmall() {
    super(
        "vram-too-small",
        Topic.MEMORY,
        Severity.ERROR,
        "The training needs more memory than the card has: it stops with CUDA out of memory, or"
            + " crawls where the driver swaps",
        "train_batch_size",
        "gradient_checkpointing");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    VramEstimate vram = subject.plan().datasets().isEmpty() ? null : subject.plan().vram();
    if (gpu == null || vram == null || vram.neededBytes() <= gpu.memoryBytes()) {
      return List.of();
    }
    Integer largest = vram.largestBatch();
    String message =
        "the training needs "
            + Figures.gib(vram.neededBytes())
            + " of VRAM ("
            + Figures.gib(vram.lowBytes())
            + " to "
            + Figures.gib(vram.highBytes())
            + "), and "
            + gpu.name()
            + " has "
            + Figures.gib(gpu.memoryBytes());
    VramFit fit = vram.toFit();
    Draft draft = found(subject, message, help(subject, largest, fit));
    if (vram.lowBytes() <= gpu.memoryBytes()) {
      draft.as(Severity.WARNING);
    }
    if (largest != null && largest >= 1) {
      for (KeyValue batch : batches(subject)) {
        if (batch.value() instanceof Long size && size > largest) {
          draft.fix(batch.name(), largest.longValue());
        }
      }
    } else if (fit != null) {
      fixWith(draft, subject, fit);
    }
    return draft.choice().list();
  }

  private static void fixWith(Draft draft, Subject subject, VramFit fit) {
    for (VramSaving change : fit.changes()) {
      for (VramSaving.Wanted wanted : change.set()) {
        switch (wanted.option()) {
          case "batch_size" ->
              batches(subject).forEach(batch -> draft.fix(batch.name(), wanted.value()));
          case "resolution" ->
              subject
                  .keys("resolution")
                  .distinct()
                  .forEach(side -> draft.fix(side.name(), wanted.value()));
          default -> draft.fix(wanted.option(), wanted.value());
        }
      }
    }
  }

  private static List<KeyValue> batches(Subject subject) {
    List<KeyValue> batches = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      dataset.find("batch_size").filter(each -> !batches.contains(each)).ifPresent(batches::add);
    }
    return batches;
  }

  private static String help(Subject subject, @Nullable Integer largest, @Nullable VramFit fit) {
    if (largest != null && largest >= 1) {
      return "batch_size = " + largest + " is the largest that fits";
    }
    if (fit == null) {
      return "nothing that "
          + subject.recipe().family().title()
          + " can do without makes it fit: take a larger card; lorabake plan names the smallest";
    }
    String settings =
        fit.changes().stream()
            .flatMap(change -> change.set().stream())
            .map(wanted -> wanted.option() + " = " + Figures.value(wanted.value()))
            .collect(Collectors.joining(", "));
    return "it fits with " + settings + "; then it needs " + Figures.gib(fit.neededBytes());
  }
}
