package dev.lorabake.plan;

import dev.lorabake.recipe.Recipe;

/**
 * How many values a recipe's network trains, and how large its file is.
 *
 * @param params trained values, 0 where the network's size is not known
 * @param imageParams those of U-Net or DiT among them
 */
record LoraSize(long params, long imageParams, int trainedBytes, int savedBytes) {
  /** What {@code networks.lora} and its kin take when none is set. */
  private static final long DEFAULT_RANK = 4;

  /** Header and metadata of a file without a large tag list. */
  private static final long USUAL_HEADER = 32 << 10;

  static LoraSize of(Recipe recipe) {
    String id = BaseModel.id(recipe);
    VramModel model = id == null ? null : VramFacts.model(id);
    long rank = rank(recipe);
    int trained = fullHalf(recipe) ? 2 : 4;
    int saved = savedBytes(recipe, trained);
    if (model == null || rank < 1) {
      return new LoraSize(0, 0, trained, saved);
    }
    Long withText = model.paramsPerRankWithText();
    long text = withText == null ? 0 : (withText - model.paramsPerRank()) * rank;
    long image = recipe.flag("network_train_text_encoder_only") ? 0 : model.paramsPerRank() * rank;
    return new LoraSize(image + (trainsText(recipe) ? text : 0), image, trained, saved);
  }

  static long rank(Recipe recipe) {
    return recipe.whole("network_dim").orElse(DEFAULT_RANK);
  }

  static boolean fullHalf(Recipe recipe) {
    return recipe.flag("full_fp16") || recipe.flag("full_bf16");
  }

  static boolean trainsText(Recipe recipe) {
    return !recipe.flag("network_train_unet_only");
  }

  /** Whether it is the LoRA whose values were counted: linear and 1x1 layers at one rank. */
  static boolean isPlain(Recipe recipe) {
    boolean plain =
        switch (recipe.text("network_module").orElse("")) {
          case "networks.lora", "networks.lora_flux", "networks.lora_sd3" -> true;
          default -> false;
        };
    return plain && recipe.networkArg("conv_dim").isEmpty() && !recipe.isSet("dim_from_weights");
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
