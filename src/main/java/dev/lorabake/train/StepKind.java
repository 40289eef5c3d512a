package dev.lorabake.train;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedBucket;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What decides how long a step takes; a run keeps it as {@code step-kind.json}, so that a later
 * plan finds its like.
 *
 * @param settings everything that must be the same
 * @param rank of the network: a step hardly depends on it
 * @param pixels of an average batch
 */
record StepKind(TreeMap<String, String> settings, long rank, long pixels) {
  private static final double RANKS_ALIKE = 2;
  private static final double PIXELS_ALIKE = 1.05;

  /** Options that change how a step is computed. */
  private static final List<String> OPTIONS =
      List.of(
          "mixed_precision",
          "full_fp16",
          "full_bf16",
          "fp8_base",
          "fp8_base_unet",
          "gradient_checkpointing",
          "gradient_accumulation_steps",
          "cpu_offload_checkpointing",
          "blocks_to_swap",
          "optimizer_type",
          "sdpa",
          "xformers",
          "mem_eff_attn",
          "attn_mode",
          "cache_latents",
          "cache_text_encoder_outputs",
          "network_module",
          "network_train_unet_only",
          "torch_compile",
          "deepspeed");

  /**
   * The kind of this recipe's steps.
   *
   * @param rehearsal whether it is only rehearsed: such steps are like no real ones
   */
  static StepKind of(Recipe recipe, Plan plan, Machine machine, boolean rehearsal) {
    TreeMap<String, String> settings =
        new TreeMap<>(KindSettings.of(recipe, machine, rehearsal, OPTIONS));
    return new StepKind(settings, recipe.whole("network_dim").orElse(4), pixels(plan));
  }

  private static long pixels(Plan plan) {
    long batches = 0;
    long pixels = 0;
    for (PlannedDataset dataset : plan.datasets()) {
      for (PlannedBucket bucket : dataset.buckets()) {
        batches += bucket.batches();
        pixels += bucket.count() * bucket.width() * bucket.height();
      }
    }
    return batches == 0 ? 0 : pixels / batches;
  }

  /** Whether a step of this kind takes about as long as one of the other. */
  boolean isLike(StepKind other) {
    return settings.equals(other.settings)
        && ratio(rank, other.rank) <= RANKS_ALIKE
        && ratio(pixels, other.pixels) <= PIXELS_ALIKE;
  }

  private static double ratio(long one, long other) {
    double smaller = Math.min(one, other);
    return smaller <= 0 ? (one == other ? 1 : Double.MAX_VALUE) : Math.max(one, other) / smaller;
  }

  String json() {
    return Json.pretty(this) + "\n";
  }

  /** Reads what {@link #json} wrote; empty for anything else. */
  static Optional<StepKind> read(String text) {
    try {
      JsonObject json = Json.object(text, "step-kind.json");
      return Optional.of(
          new StepKind(
              new TreeMap<>(KindSettings.read(json)), json.whole("rank"), json.whole("pixels")));
    } catch (JsonError e) {
      return Optional.empty();
    }
  }
}
