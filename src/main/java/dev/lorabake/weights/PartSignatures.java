package dev.lorabake.weights;

import static dev.lorabake.weights.ModelPart.Layout.COMFY;
import static dev.lorabake.weights.ModelPart.Layout.DIFFUSERS;
import static dev.lorabake.weights.ModelPart.Layout.OPEN_CLIP;
import static dev.lorabake.weights.ModelPart.Layout.ORIGINAL;

import java.util.List;

/** How text encoders, VAEs and what is added to a model are told. */
final class PartSignatures {
  private static final List<String> BARE = List.of("");

  private static final List<String> CLIP =
      List.of(
          "",
          "text_encoders.clip_l.transformer.",
          "text_encoders.clip_g.transformer.",
          "conditioner.embedders.0.transformer.",
          "cond_stage_model.transformer.");
  private static final List<String> OPEN =
      List.of(
          "",
          "conditioner.embedders.0.model.",
          "conditioner.embedders.1.model.",
          "cond_stage_model.model.");
  private static final List<String> T5 = List.of("", "text_encoders.t5xxl.transformer.");
  private static final List<String> LLM =
      List.of("", "model.", "text_encoders.gemma2_2b.transformer.model.");
  private static final List<String> VAE = List.of("", "first_stage_model.", "vae.");

  private static final String CLIP_NORM = "text_model.final_layer_norm.weight";
  private static final String T5_NORM = "encoder.final_layer_norm.weight";
  private static final String T5_FIRST = "encoder.block.0.layer.0.SelfAttention.q.weight";
  private static final String T5_EACH =
      "encoder.block.1.layer.0.SelfAttention.relative_attention_bias.weight";
  private static final String GEMMA = "layers.0.pre_feedforward_layernorm.weight";
  private static final String QWEN = "layers.0.self_attn.q_norm.weight";
  private static final String LDM_VAE = "encoder.down.0.block.0.norm1.weight";
  private static final String DIFFUSERS_VAE = "encoder.down_blocks.0.resnets.0.norm1.weight";
  private static final String VAE_OUT = "encoder.conv_out.bias";

  static final List<Signature> TEXT_ENCODERS =
      List.of(
          Signature.of(ModelKind.CLIP_L, ORIGINAL, CLIP).sized(CLIP_NORM, 0, 768),
          Signature.of(ModelKind.CLIP_G, ORIGINAL, CLIP).sized(CLIP_NORM, 0, 1280),
          Signature.of(ModelKind.CLIP_H, ORIGINAL, CLIP).sized(CLIP_NORM, 0, 1024),
          Signature.of(ModelKind.CLIP_L, OPEN_CLIP, OPEN).sized("ln_final.weight", 0, 768),
          Signature.of(ModelKind.CLIP_G, OPEN_CLIP, OPEN).sized("ln_final.weight", 0, 1280),
          Signature.of(ModelKind.CLIP_H, OPEN_CLIP, OPEN).sized("ln_final.weight", 0, 1024),
          Signature.of(ModelKind.UMT5_XXL, ORIGINAL, T5, T5_FIRST, T5_EACH).sized(T5_NORM, 0, 4096),
          Signature.of(ModelKind.T5_XXL, ORIGINAL, T5, T5_FIRST)
              .without(T5_EACH)
              .sized(T5_NORM, 0, 4096),
          Signature.of(ModelKind.BYT5, ORIGINAL, T5, T5_FIRST).sized(T5_NORM, 0, 1472),
          Signature.of(ModelKind.GEMMA2, ORIGINAL, LLM, GEMMA)
              .without(QWEN)
              .sized("norm.weight", 0, 2304),
          Signature.of(ModelKind.QWEN3, ORIGINAL, LLM, QWEN)
              .without(GEMMA)
              .sized("norm.weight", 0, 1024),
          Signature.of(ModelKind.LARGER_QWEN3, ORIGINAL, LLM, QWEN)
              .without(GEMMA)
              .sized("norm.weight", 0, 2560),
          Signature.of(ModelKind.QWEN_VL, ORIGINAL, BARE, "visual.patch_embed.proj.weight")
              .sized("model.norm.weight", 0, 3584),
          Signature.of(ModelKind.QWEN_VL, COMFY, BARE, "model.visual.patch_embed.proj.weight")
              .sized("model.language_model.norm.weight", 0, 3584));

  static final List<Signature> VAES =
      List.of(
          Signature.of(ModelKind.FOUR_CHANNEL_VAE, ORIGINAL, VAE, LDM_VAE).sized(VAE_OUT, 0, 8),
          Signature.of(ModelKind.SIXTEEN_CHANNEL_VAE, ORIGINAL, VAE, LDM_VAE).sized(VAE_OUT, 0, 32),
          Signature.of(ModelKind.FLUX2_VAE, ORIGINAL, VAE, LDM_VAE).sized(VAE_OUT, 0, 64),
          Signature.of(ModelKind.HUNYUAN_IMAGE_VAE, ORIGINAL, VAE, LDM_VAE).sized(VAE_OUT, 0, 128),
          Signature.of(ModelKind.FOUR_CHANNEL_VAE, DIFFUSERS, VAE, DIFFUSERS_VAE)
              .sized(VAE_OUT, 0, 8),
          Signature.of(ModelKind.SIXTEEN_CHANNEL_VAE, DIFFUSERS, VAE, DIFFUSERS_VAE)
              .sized(VAE_OUT, 0, 32),
          Signature.of(ModelKind.FLUX2_VAE, DIFFUSERS, VAE, DIFFUSERS_VAE).sized(VAE_OUT, 0, 64),
          Signature.of(
              ModelKind.QWEN_IMAGE_VAE, DIFFUSERS, VAE, "encoder.down_blocks.0.norm1.gamma"),
          Signature.of(
              ModelKind.QWEN_IMAGE_VAE,
              ORIGINAL,
              VAE,
              "encoder.conv1.bias",
              "decoder.head.0.gamma"));

  static final List<Signature> ADD_ONS =
      List.of(
          Signature.of(
              ModelKind.CONTROL_NET, DIFFUSERS, BARE, "controlnet_cond_embedding.conv_in.weight"),
          Signature.of(ModelKind.CONTROL_NET, DIFFUSERS, BARE, "controlnet_blocks.0.weight"),
          Signature.of(
              ModelKind.CONTROL_NET,
              ORIGINAL,
              List.of("", "control_model."),
              "input_hint_block.0.weight"));

  private PartSignatures() {}
}
