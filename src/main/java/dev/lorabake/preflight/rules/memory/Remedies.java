package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Subject;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** What makes a training smaller, the cheapest remedy first. */
final class Remedies {
  private Remedies() {}

  /** A sentence of what to change. */
  static String of(Subject subject, int largestBatch) {
    List<String> words = new ArrayList<>();
    if (lowersBatch(subject, largestBatch)) {
      words.add("batch_size = " + largestBatch + " is the largest that fits");
    }
    Recipe recipe = subject.recipe();
    if (!recipe.flag("gradient_checkpointing")) {
      words.add("gradient_checkpointing = true");
    }
    if (PlainAttention.isUsed(recipe)) {
      words.add("sdpa = true");
    }
    if (!subject.isActive("cache_latents") && !subject.isActive("cache_latents_to_disk")) {
      words.add("cache_latents = true");
    }
    if (!subject.isActive("cache_text_encoder_outputs")
        && recipe
            .catalog()
            .option("cache_text_encoder_outputs")
            .filter(option -> option.isIn(recipe.script()))
            .isPresent()) {
      words.add("cache_text_encoder_outputs = true with network_train_unet_only = true");
    }
    boolean flux = recipe.script().startsWith("flux");
    if (flux && !recipe.flag("fp8_base")) {
      words.add("fp8_base = true");
    }
    if (BlockSwap.limit(recipe).isPresent() && !subject.isActive("blocks_to_swap")) {
      words.add("blocks_to_swap = 18");
    }
    words.add("a lower resolution");
    words.add("a lower network_dim");
    return String.join("; ", words);
  }

  /** The part of it that is one value. */
  static void fix(Subject subject, int largestBatch, Draft draft) {
    if (lowersBatch(subject, largestBatch)) {
      for (DatasetView dataset : subject.datasets()) {
        dataset
            .find("batch_size")
            .filter(batch -> batch.number() > largestBatch)
            .ifPresent(batch -> draft.fix(batch.name(), (long) largestBatch));
      }
    } else if (!subject.recipe().flag("gradient_checkpointing")) {
      draft.fix("gradient_checkpointing", true);
    }
  }

  private static boolean lowersBatch(Subject subject, int largestBatch) {
    return largestBatch > 0
        && subject.datasets().stream()
            .flatMap(dataset -> dataset.find("batch_size").stream())
            .anyMatch(batch -> batch.number() > largestBatch);
  }
}
