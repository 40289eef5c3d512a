package dev.lorabake.preflight.rules.memory;

import dev.lorabake.machine.Gpu;
import dev.lorabake.plan.VramEstimate;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
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
    Draft draft = found(subject, message, help(subject, largest));
    if (vram.lowBytes() <= gpu.memoryBytes()) {
      draft.as(Severity.WARNING);
    }
    if (largest != null && largest >= 1) {
      for (KeyValue batch : batches(subject)) {
        if (batch.value() instanceof Long size && size > largest) {
          draft.fix(batch.name(), largest.longValue());
        }
      }
    }
    return draft.choice().list();
  }

  private static List<KeyValue> batches(Subject subject) {
    List<KeyValue> batches = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      dataset.find("batch_size").filter(each -> !batches.contains(each)).ifPresent(batches::add);
    }
    return batches;
  }

  private static String help(Subject subject, @Nullable Integer largest) {
    if (largest != null && largest >= 1) {
      return "batch_size = " + largest + " is the largest that fits";
    }
    Recipe recipe = subject.recipe();
    List<String> savers = new ArrayList<>();
    if (!recipe.flag("gradient_checkpointing")) {
      savers.add("gradient_checkpointing = true");
    }
    if (!recipe.flag("network_train_unet_only")) {
      savers.add("network_train_unet_only = true");
    }
    if (has(recipe, "cache_text_encoder_outputs")) {
      savers.add("cache_text_encoder_outputs = true");
    }
    if (has(recipe, "blocks_to_swap")) {
      savers.add("blocks_to_swap");
    }
    if (!recipe.flag("fp8_base")
        && !recipe.flag("fp8_base_unet")
        && !recipe.family().id().equals("anima")) {
      savers.add("fp8_base = true");
    }
    savers.add("a lower resolution");
    return "not even one image fits; try " + String.join(", ", savers);
  }

  /** Whether the script has the option, and the recipe leaves it off. */
  private static boolean has(Recipe recipe, String option) {
    return recipe.catalog().option(option).filter(o -> o.isIn(recipe.script())).isPresent()
        && recipe.value(option).filter(Subject::says).isEmpty();
  }
}
