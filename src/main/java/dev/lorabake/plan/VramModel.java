package dev.lorabake.plan;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The measured coefficients of one base model, in MiB; {@code vram-coefficients.json} says where
 * they come from.
 *
 * @param pixels whether activations grow with the pixels; else with tokens of 16x16 pixels
 * @param weights of U-Net or DiT at 16 bit
 * @param textEncoders all of them at 16 bit
 * @param textEncodersFp8 {@code null} where nobody measured them
 * @param trainedTextEncoders what stays when their outputs are cached as far as they are not
 *     trained
 * @param paramsPerRank of a plain LoRA on U-Net or DiT
 * @param plain {@code null} where only gradient checkpointing was measured
 */
record VramModel(
    String title,
    boolean pixels,
    double textTokens,
    double weights,
    double textEncoders,
    @Nullable Double textEncodersFp8,
    double trainedTextEncoders,
    double embeddingGradients,
    long paramsPerRank,
    long paramsPerRankTextEncoder,
    double swapDouble,
    double swapSingle,
    @Nullable Plain plain,
    Checkpointing checkpointing,
    double shownPlain,
    double shownCheckpointing,
    double fullPrecisionFactor,
    double attentionMatrix,
    double denseMask) {

  private static final JsonObject DATA = Json.resource(VramModel.class, "vram-coefficients.json");
  private static final Map<String, VramModel> MODELS = models();

  /** Activations that are all kept: for each unit of images, each image, each rank, and once. */
  record Plain(
      double image,
      double batch,
      double rank,
      double constant,
      double textEncoderImage,
      double fp8Keeps) {}

  /**
   * Activations that are computed again: the peak lies in the first block's backward pass, in a
   * late one beside the gradients, or in the forward pass.
   */
  record Checkpointing(
      double image,
      double constant,
      double late,
      double first,
      double textEncoderImage,
      double fp8) {}

  static @Nullable VramModel find(String id) {
    return MODELS.get(id);
  }

  /** The CUDA context with its libraries: assumed, not measured. */
  static double context() {
    return DATA.number("context");
  }

  /** What the caching allocator needs on top of the tensors. */
  static double reserve() {
    return DATA.number("reserve");
  }

  /** The autoencoder at 16 bit. */
  static double vaeWeights() {
    return DATA.object("vae").number("weights");
  }

  /** Peak of encoding one megapixel at 16 bit. */
  double encodePerMegapixel() {
    String key = pixels ? "encode_per_megapixel" : "encode_per_megapixel_16_channels";
    return DATA.object("vae").number(key);
  }

  private static Map<String, VramModel> models() {
    Map<String, VramModel> models = new LinkedHashMap<>();
    JsonObject all = DATA.object("models");
    for (String id : all.names()) {
      models.put(id, read(all.object(id)));
    }
    return models;
  }

  private static VramModel read(JsonObject json) {
    JsonObject shown = json.object("shown");
    JsonObject swap = json.object("swap");
    double textEncoders = json.number("text_encoders");
    return new VramModel(
        json.text("title"),
        json.flag("pixels", true),
        json.number("text_tokens", 0),
        json.number("weights"),
        textEncoders,
        json.has("text_encoders_fp8") ? json.number("text_encoders_fp8") : null,
        json.number("trained_text_encoders", textEncoders),
        json.number("embedding_gradients", 0),
        json.whole("params_per_rank"),
        json.whole("params_per_rank_text_encoder", 0),
        swap.number("double", 0),
        swap.number("single", 0),
        json.has("plain") ? plain(json.object("plain")) : null,
        checkpointing(json.object("checkpointing")),
        shown.number("plain"),
        shown.number("checkpointing"),
        json.number("full_precision_factor", 0),
        json.number("attention_matrix", 0),
        json.number("dense_mask", 0));
  }

  private static Plain plain(JsonObject json) {
    return new Plain(
        json.number("image"),
        json.number("batch", 0),
        json.number("rank", 0),
        json.number("constant", 0),
        json.number("text_encoder_image", 0),
        json.number("fp8_keeps", 0));
  }

  private static Checkpointing checkpointing(JsonObject json) {
    return new Checkpointing(
        json.number("image"),
        json.number("constant", 0),
        json.number("late"),
        json.number("first"),
        json.number("text_encoder_image", 0),
        json.number("fp8", 0));
  }
}
