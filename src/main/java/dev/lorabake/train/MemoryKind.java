package dev.lorabake.train;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import dev.lorabake.machine.Machine;
import dev.lorabake.plan.LargestBatch;
import dev.lorabake.plan.Plan;
import dev.lorabake.plan.VramCorrection;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What decides how much of the GPU's memory a training takes; a run keeps it as {@code
 * memory-kind.json}, so that a later plan finds its like.
 *
 * @param settings everything that must be the same
 * @param batch may differ: how memory follows it is known
 */
record MemoryKind(TreeMap<String, String> settings, LargestBatch batch) {

  /** Options that change what is held in the GPU's memory. */
  private static final List<String> OPTIONS =
      List.of(
          "apply_t5_attn_mask",
          "attn_mode",
          "blocks_to_swap",
          "cpu_offload_checkpointing",
          "deepspeed",
          "dim_from_weights",
          "dynamo_backend",
          "fp8_base",
          "fp8_base_unet",
          "fp8_scaled",
          "fp8_vl",
          "full_bf16",
          "full_fp16",
          "fused_backward_pass",
          "gradient_accumulation_steps",
          "gradient_checkpointing",
          "highvram",
          "lowram",
          "max_token_length",
          "mem_eff_attn",
          "mixed_precision",
          "network_args",
          "network_dim",
          "network_module",
          "network_train_text_encoder_only",
          "network_train_unet_only",
          "no_half_vae",
          "offload_optimizer_device",
          "offload_param_device",
          "optimizer_args",
          "optimizer_type",
          "sdpa",
          "split_attn",
          "split_mode",
          "t5xxl_max_token_length",
          "text_encoder_cpu",
          "text_encoder_lr",
          "torch_compile",
          "unet_lr",
          "unsloth_offload_checkpointing",
          "use_8bit_adam",
          "use_flash_attn",
          "use_lion_optimizer",
          "use_sage_attn",
          "vae_batch_size",
          "xformers",
          "zero_stage");

  /** The kind of this recipe; empty where nothing can be trained. */
  static Optional<MemoryKind> of(Recipe recipe, Plan plan, Machine machine, boolean rehearsal) {
    TreeMap<String, String> settings =
        new TreeMap<>(KindSettings.of(recipe, machine, rehearsal, OPTIONS));
    settings.put("model", VramCorrection.model(recipe));
    // caches in memory and on the disk are alike here
    settings.put("latents_cached", either(recipe, "cache_latents", "cache_latents_to_disk"));
    settings.put(
        "text_cached",
        either(recipe, "cache_text_encoder_outputs", "cache_text_encoder_outputs_to_disk"));
    // a control image is decoded beside the weights
    settings.put(
        "samples",
        Boolean.toString(
            recipe.flag("sample_at_first")
                || recipe.isSet("sample_every_n_steps")
                || recipe.isSet("sample_every_n_epochs")));
    return LargestBatch.of(plan).map(batch -> new MemoryKind(settings, batch));
  }

  private static String either(Recipe recipe, String one, String other) {
    return Boolean.toString(recipe.flag(one) || recipe.flag(other));
  }

  /** Whether a measured peak of the one tells something of the other. */
  boolean isLike(MemoryKind other) {
    return settings.equals(other.settings);
  }

  String json() {
    return Json.pretty(this) + "\n";
  }

  /** Reads what {@link #json} wrote; empty for anything else. */
  static Optional<MemoryKind> read(String text) {
    try {
      JsonObject json = Json.object(text, "memory-kind.json");
      JsonObject batch = json.object("batch");
      return Optional.of(
          new MemoryKind(
              new TreeMap<>(KindSettings.read(json)),
              new LargestBatch(batch.whole("images"), batch.whole("pixels"))));
    } catch (JsonError e) {
      return Optional.empty();
    }
  }
}
