package dev.lorabake.plan;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import java.util.Optional;

/** Reads from a recipe what decides about GPU memory. */
final class VramCases {
  /** Of AdamW, which upstream takes when none is named. */
  private static final String DEFAULT_OPTIMIZER = "AdamW";

  private VramCases() {}

  static VramCase of(Recipe recipe, VramModel model, LoraSize lora, VramEstimator.Load load) {
    boolean half = lora.trainedBytes() == 2;
    boolean fullPrecision = recipe.text("mixed_precision").orElse("no").equals("no");
    boolean fp8 = recipe.flag("fp8_base") || recipe.flag("fp8_base_unet");
    boolean fp8Text = recipe.flag("fp8_base") && !recipe.flag("fp8_base_unet");
    boolean latentsCached = recipe.flag("cache_latents") || recipe.flag("cache_latents_to_disk");
    boolean textCached =
        recipe.flag("cache_text_encoder_outputs")
            || recipe.flag("cache_text_encoder_outputs_to_disk");
    boolean efficient =
        recipe.flag("sdpa") || recipe.flag("xformers") || recipe.flag("mem_eff_attn");
    String optimizer = optimizerName(recipe);
    return new VramCase(
        model,
        load.batch(),
        load.area(),
        LoraSize.plainRank(recipe),
        lora.params(),
        lora.imageParams(),
        half,
        fullPrecision,
        fp8,
        fp8Text,
        recipe.flag("gradient_checkpointing"),
        !efficient && VramFacts.attentionIsPlain(recipe.family().id()),
        recipe.flag("apply_t5_attn_mask"),
        LoraSize.trainsText(recipe),
        textCached,
        latentsCached ? 0 : Math.min(load.batch(), recipe.whole("vae_batch_size").orElse(1)),
        fullPrecision || recipe.flag("no_half_vae"),
        recipe.whole("blocks_to_swap").orElse(0),
        stateBytes(recipe, lora),
        VramFacts.optimizerTemporary(optimizer, half),
        recipe.whole("gradient_accumulation_steps").orElse(1) > 1,
        LaunchKeys.processes(recipe.launch()) > 1);
  }

  /** The optimizer as the catalogue knows it; empty for one that is brought by the user. */
  static Optional<OptimizerType> optimizer(Recipe recipe) {
    return recipe.catalog().optimizer(written(recipe));
  }

  /** Bytes of the optimizer's state for each trained value. */
  static double stateBytes(Recipe recipe, LoraSize lora) {
    boolean half = lora.trainedBytes() == 2;
    String name = optimizerName(recipe);
    Double rows = VramFacts.optimizerRows(name);
    if (rows != null && lora.known() == LoraSize.Known.EXACT && lora.params() > 0) {
      // it keeps one value for each row and column of a matrix, but two for each of a convolution's
      String id = BaseModel.of(recipe).memory();
      VramModel model = id == null ? null : VramFacts.model(id);
      double pointwise = model == null ? 0 : model.pointwise();
      double share = lora.imageParams() / (double) lora.params();
      return rows / LoraSize.plainRank(recipe) + 2 * rows * pointwise * share;
    }
    Double measured = VramFacts.optimizerState(name, half);
    if (measured != null) {
      return measured;
    }
    Optional<OptimizerType> known = optimizer(recipe);
    double bytes = known.map(OptimizerType::stateBytesPerParameter).orElse(8.0);
    boolean shrinks = half && known.map(OptimizerType::bits).orElse(32) == 32;
    return shrinks ? bytes / 2 : bytes;
  }

  /** As the catalogue spells it, without the prefix of a paged variant: its state is as large. */
  private static String optimizerName(Recipe recipe) {
    String name = optimizer(recipe).map(OptimizerType::name).orElse(written(recipe));
    return name.startsWith("Paged") ? name.substring("Paged".length()) : name;
  }

  private static String written(Recipe recipe) {
    String type = recipe.text("optimizer_type").orElse("");
    if (!type.isEmpty()) {
      return type;
    }
    if (recipe.flag("use_8bit_adam")) {
      return "AdamW8bit";
    }
    return recipe.flag("use_lion_optimizer") ? "Lion" : DEFAULT_OPTIMIZER;
  }
}
