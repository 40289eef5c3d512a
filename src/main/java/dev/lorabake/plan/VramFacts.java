package dev.lorabake.plan;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything measured about GPU memory, read from {@code vram-coefficients.json}; in MiB. */
final class VramFacts {
  private static final JsonObject DATA = Json.resource(VramFacts.class, "vram-coefficients.json");
  private static final JsonObject CONSTANTS = DATA.object("constants");
  private static final Map<String, VramModel> MODELS = models();

  private VramFacts() {}

  /** The model of that id, {@code null} when nobody measured it. */
  static @Nullable VramModel model(String id) {
    return MODELS.get(id);
  }

  /** Values that each rank of a LoRA on the image model has, as upstream's own module makes it. */
  static double paramsPerRank(String id) {
    return DATA.object("models").object(id).object("params_per_rank").number("image_model");
  }

  /** What the caching allocator needs on top of the tensors. */
  static double allocator() {
    return CONSTANTS.number("allocator");
  }

  /** The CUDA context with its libraries: assumed; {@code usual}, {@code low} or {@code high}. */
  static double context(String which) {
    return CONSTANTS.object("context").number(which);
  }

  /** 16-bit copies of the LoRA that autocast keeps, in bytes for each value. */
  static double castCopies() {
    return CONSTANTS.number("cast_copies");
  }

  static double safeShareOfFree() {
    return CONSTANTS.number("safe_share_of_free");
  }

  /** How much of the activations the allocator loses to gaps, at the least. */
  static double neededSlack(boolean checkpointing) {
    return CONSTANTS
        .object("needed_slack")
        .number(checkpointing ? "with_checkpointing" : "without_checkpointing");
  }

  /** How far the need was off when checked, as a share of it; {@code low} or {@code high}. */
  static double neededError(String which) {
    return CONSTANTS.object("needed_error").number(which);
  }

  /** What {@code mixed_precision = "no"} does to {@code weights} or {@code activations}. */
  static double fullPrecision(String what) {
    return DATA.object("full_precision").number(what);
  }

  /** The attention matrix of an image of 2^20 pixels where no efficient attention is chosen. */
  static double attentionMatrix() {
    return DATA.object("plain_attention")
        .object("without_checkpointing")
        .number("per_image_at_1_megapixel");
  }

  /** Whether the family's attention is plain unless an efficient one is chosen. */
  static boolean attentionIsPlain(String family) {
    return DATA.object("plain_attention").texts("families").contains(family);
  }

  /** Weights of the autoencoder. */
  static double vaeWeights(boolean fp32) {
    return DATA.object("vae").object("weights").number(fp32 ? "fp32" : "bits16");
  }

  /** Peak of encoding 2^20 pixels; the upper figures count cuDNN's workspace. */
  static double vaeEncode(String kind, boolean fp32, boolean upper) {
    return DATA.object("vae")
        .object("encode_per_megapixel")
        .object(kind)
        .number(precision(fp32) + (upper ? "_upper" : ""));
  }

  private static String precision(boolean fp32) {
    return fp32 ? "fp32" : "bits16";
  }

  /** Peak of decoding 2^20 pixels; the upper figures count cuDNN's workspace. */
  static double vaeDecode(String kind, boolean fp32, boolean upper) {
    return DATA.object("vae")
        .object("decode_1024")
        .object(kind)
        .number(precision(fp32) + (upper ? "_upper" : ""));
  }

  /** What text encoders need beside their weights while captions are encoded. */
  static double textWork(boolean t5) {
    return DATA.object("caching").number(t5 ? "t5_work" : "clip_work");
  }

  /**
   * Bytes of an optimizer's state for each trained value, {@code null} when it was not measured.
   *
   * @param half whether the LoRA itself is trained at 16 bit
   */
  static @Nullable Double optimizerState(String name, boolean half) {
    return ofOptimizer(name, half ? "state_half" : "state");
  }

  /**
   * Bytes that an optimizer keeps for each row and column of a matrix instead of each value; {@code
   * null} for one that does not.
   */
  static @Nullable Double optimizerRows(String name) {
    return ofOptimizer(name, "rows");
  }

  /** Bytes of an optimizer's temporary values for each trained value. */
  static double optimizerTemporary(String name, boolean half) {
    Double temporary = ofOptimizer(name, half ? "temporary_half" : "temporary");
    return temporary == null ? 0 : temporary;
  }

  private static @Nullable Double ofOptimizer(String name, String member) {
    JsonObject optimizer = DATA.object("optimizers").object(name);
    return optimizer.has(member) ? optimizer.number(member) : null;
  }

  private static Map<String, VramModel> models() {
    Map<String, VramModel> models = new LinkedHashMap<>();
    JsonObject all = DATA.object("models");
    JsonObject vaeKinds = DATA.object("vae").object("kinds");
    for (String id : all.names()) {
      JsonObject model = all.object(id);
      models.put(id, VramModel.read(id, model, vaeKinds.text(model.text("family"))));
    }
    return models;
  }
}
