package dev.lorabake.plan;

import dev.lorabake.recipe.Recipe;

/**
 * How many values a recipe's network trains, and how large its file is.
 *
 * @param params trained values, 0 where the network's size is not known
 * @param unetParams those of U-Net or DiT among them
 */
record LoraSize(long params, long unetParams, int trainedBytes, int savedBytes) {
  /** What {@code networks.lora} and its kin take when none is set. */
  private static final long DEFAULT_RANK = 4;

  /** Header and metadata of a file without a large tag list. */
  private static final long USUAL_HEADER = 32 << 10;

  static LoraSize of(Recipe recipe) {
    String id = BaseModel.id(recipe);
    VramModel model = id == null ? null : VramModel.find(id);
    long rank = rank(recipe);
    int trained = fullHalf(recipe) ? 2 : 4;
    int saved = savedBytes(recipe, trained);
    if (model == null || rank < 1) {
      return new LoraSize(0, 0, trained, saved);
    }
    boolean textEncoderOnly = recipe.flag("network_train_text_encoder_only");
    long unet = textEncoderOnly ? 0 : model.paramsPerRank() * rank;
    long text = trainsTextEncoder(recipe) ? model.paramsPerRankTextEncoder() * rank : 0;
    return new LoraSize(unet + text, unet, trained, saved);
  }

  static long rank(Recipe recipe) {
    return recipe.whole("network_dim").orElse(DEFAULT_RANK);
  }

  static boolean fullHalf(Recipe recipe) {
    return recipe.flag("full_fp16") || recipe.flag("full_bf16");
  }

  static boolean trainsTextEncoder(Recipe recipe) {
    return !recipe.flag("network_train_unet_only");
  }

  /** Size of the file with its header; 0 where the network's size is not known. */
  long fileBytes() {
    return params == 0 ? 0 : params * savedBytes + USUAL_HEADER;
  }

  /** Upstream saves at the precision it trains the network in, unless told otherwise. */
  private static int savedBytes(Recipe recipe, int trained) {
    return switch (recipe.text("save_precision").orElse("")) {
      case "fp16", "bf16" -> 2;
      case "float" -> 4;
      default -> trained;
    };
  }
}
