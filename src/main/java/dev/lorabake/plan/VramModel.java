package dev.lorabake.plan;

import dev.lorabake.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The coefficients of one base model, in MiB; {@code vram-coefficients.json} has their meaning and
 * their source.
 *
 * @param vaeKind whose autoencoder it has: {@code sd} or {@code flux}
 * @param embeddingGradients kept for ever when text encoders are trained with checkpointing
 * @param pointwise share of 1x1 convolutions in a LoRA's values on the image model
 * @param plain {@code null} where only gradient checkpointing was measured
 * @param swap {@code null} where swapping blocks was not measured
 */
record VramModel(
    String id,
    String title,
    String vaeKind,
    Work work,
    double weights,
    double weightsFp8,
    List<TextEncoder> textEncoders,
    double embeddingGradients,
    double pointwise,
    @Nullable Plain plain,
    Checkpointing checkpointing,
    double shownPlain,
    double shownCheckpointing,
    @Nullable VramSwap swap,
    @Nullable DenseMask denseMask) {

  /** One of the text encoders, resident while its output is not cached. */
  record TextEncoder(String name, double bits16, double fp8, boolean trainable) {
    private static TextEncoder read(JsonObject json) {
      return new TextEncoder(
          json.text("name"),
          json.number("bits16"),
          json.number("fp8"),
          json.flag("trainable", false));
    }
  }

  /** What activations grow with: pixels, or tokens of some pixels each beside those of the text. */
  record Work(double divisor, double pixelsPerToken, double textTokens) {
    private static Work read(JsonObject json) {
      return new Work(
          json.number("divisor"),
          json.text("kind").equals("tokens") ? json.number("pixels_per_token") : 1,
          json.number("text_tokens"));
    }

    /** The work of a step. */
    double of(long batch, long area) {
      return batch * (area / pixelsPerToken + textTokens) / divisor;
    }
  }

  /** Activations that are all kept: by work, by image, by rank and work, and once. */
  record Plain(double image, double batch, double rank, double base, double text, double fp8Kept) {
    private static Plain read(JsonObject json) {
      return new Plain(
          json.number("image"),
          json.number("batch"),
          json.number("rank_image"),
          json.number("base"),
          json.number("text_encoder_batch"),
          json.number("fp8_kept_share", 0));
    }
  }

  /**
   * Activations that are computed again: the peak lies in a block's backward pass, in a late one
   * beside the gradients, or in the forward pass.
   */
  record Checkpointing(
      double block, double blockBase, double late, double forward, double text, double fp8Extra) {
    private static Checkpointing read(JsonObject json) {
      return new Checkpointing(
          json.number("backward_block"),
          json.number("backward_block_base"),
          json.number("late_backward"),
          json.number("forward"),
          json.number("text_encoder_batch"),
          json.number("fp8_extra", 0));
    }
  }

  /** What {@code apply_t5_attn_mask} costs by image, growing with a power of the tokens. */
  record DenseMask(double perImage, double tokens, double power) {
    private static DenseMask read(JsonObject json) {
      return new DenseMask(json.number("per_image"), json.number("tokens"), json.number("power"));
    }
  }

  static VramModel read(String id, JsonObject json, String vaeKind) {
    List<TextEncoder> encoders = new ArrayList<>();
    json.objects("text_encoders").forEach(encoder -> encoders.add(TextEncoder.read(encoder)));
    JsonObject weights = json.object("weights");
    JsonObject slack = json.object("shown_slack");
    String plain = "without_checkpointing";
    return new VramModel(
        id,
        json.text("title"),
        vaeKind,
        Work.read(json.object("size")),
        weights.number("bits16"),
        weights.number("fp8"),
        List.copyOf(encoders),
        json.number("embedding_gradients", 0),
        json.number("pointwise_share", 0),
        json.has(plain) ? Plain.read(json.object(plain)) : null,
        Checkpointing.read(json.object("with_checkpointing")),
        slack.number(plain),
        slack.number("with_checkpointing"),
        json.has("swap") ? VramSwap.read(json.object("swap")) : null,
        json.has("t5_attention_mask") ? DenseMask.read(json.object("t5_attention_mask")) : null);
  }
}
