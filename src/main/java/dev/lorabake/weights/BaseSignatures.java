package dev.lorabake.weights;

import static dev.lorabake.weights.ModelPart.Layout.COMFY;
import static dev.lorabake.weights.ModelPart.Layout.DIFFUSERS;
import static dev.lorabake.weights.ModelPart.Layout.ORIGINAL;

import java.util.List;

/**
 * How base models are told: by the names that upstream's loaders look for, the width of the
 * captions that they read, and what sets relatives apart. Where several fit, the first counts.
 */
final class BaseSignatures {
  private static final List<String> ANY =
      List.of("", "model.diffusion_model.", "diffusion_model.", "net.", "transformer.", "unet.");

  private static final String LDM_FIRST = "input_blocks.0.0.weight";
  private static final String LDM_ONE = "input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight";
  private static final String LDM_FOUR = "input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight";
  private static final String UNET_FIRST = "down_blocks.0.resnets.0.norm1.weight";
  private static final String UNET_ONE =
      "down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k.weight";
  private static final String DOUBLE = "double_blocks.0.img_attn.proj.weight";
  private static final String ADDED = "transformer_blocks.0.attn.add_k_proj.weight";
  private static final String SINGLE = "single_transformer_blocks.0.attn.to_k.weight";
  private static final String REFINER = "txt_in.individual_token_refiner.blocks.0.norm1.weight";
  private static final String NEXT_DIT = "noise_refiner.0.attention.qkv.weight";
  private static final String COSMOS_FIRST = "x_embedder.proj.1.weight";

  static final List<Signature> ALL =
      List.of(
          Signature.of(ModelKind.SD1, ORIGINAL, ANY, LDM_FIRST).sized(LDM_ONE, 1, 768),
          Signature.of(ModelKind.SD2, ORIGINAL, ANY, LDM_FIRST).sized(LDM_ONE, 1, 1024),
          Signature.of(ModelKind.SDXL, ORIGINAL, ANY, LDM_FIRST).sized(LDM_FOUR, 1, 2048),
          Signature.of(ModelKind.SDXL_REFINER, ORIGINAL, ANY, LDM_FIRST).sized(LDM_FOUR, 1, 1280),
          Signature.of(ModelKind.SD1, DIFFUSERS, ANY, UNET_FIRST).sized(UNET_ONE, 1, 768),
          Signature.of(ModelKind.SD2, DIFFUSERS, ANY, UNET_FIRST).sized(UNET_ONE, 1, 1024),
          Signature.of(ModelKind.SDXL, DIFFUSERS, ANY, UNET_FIRST).sized(UNET_ONE, 1, 2048),
          Signature.of(ModelKind.SDXL_REFINER, DIFFUSERS, ANY, UNET_FIRST).sized(UNET_ONE, 1, 1280),
          Signature.of(
              ModelKind.SD3, ORIGINAL, ANY, "joint_blocks.0.context_block.attn.qkv.weight"),
          Signature.of(ModelKind.SD3, DIFFUSERS, ANY, ADDED, "pos_embed.pos_embed"),
          Signature.of(
                  ModelKind.DISTILLED_HUNYUAN_IMAGE, ORIGINAL, ANY, REFINER, "byt5_in.fc1.weight")
              .sized("guidance_in.mlp.0.weight", 0, 3584),
          Signature.of(ModelKind.HUNYUAN_IMAGE, ORIGINAL, ANY, REFINER, "byt5_in.fc1.weight")
              .sized("img_in.proj.weight", 0, 3584)
              .without("double_blocks.0.img_attn.qkv.weight", "cond_type_embedding.weight"),
          Signature.of(ModelKind.HUNYUAN_IMAGE, COMFY, ANY, REFINER, "byt5_in.fc1.weight")
              .sized("img_in.proj.weight", 0, 3584)
              .without("cond_type_embedding.weight"),
          Signature.of(ModelKind.HUNYUAN_VIDEO, ORIGINAL, ANY, REFINER),
          Signature.of(
              ModelKind.FLUX2, ORIGINAL, ANY, DOUBLE, "double_stream_modulation_img.lin.weight"),
          Signature.of(
              ModelKind.CHROMA, ORIGINAL, ANY, DOUBLE, "distilled_guidance_layer.in_proj.weight"),
          Signature.of(ModelKind.FLUX, ORIGINAL, ANY, DOUBLE),
          Signature.of(ModelKind.CHROMA, DIFFUSERS, ANY, ADDED, SINGLE)
              .sized("distilled_guidance_layer.in_proj.weight", 1, 64),
          Signature.of(ModelKind.FLUX, DIFFUSERS, ANY, ADDED, SINGLE, "x_embedder.weight")
              .without("double_stream_modulation_img.linear.weight"),
          Signature.of(ModelKind.QWEN_IMAGE, ORIGINAL, ANY, ADDED, "txt_norm.weight"),
          Signature.of(ModelKind.LUMINA, ORIGINAL, ANY, NEXT_DIT)
              .sized("cap_embedder.1.weight", 0, 2304),
          Signature.of(ModelKind.Z_IMAGE, ORIGINAL, ANY, NEXT_DIT)
              .sized("cap_embedder.1.weight", 0, 3840),
          Signature.of(
                  ModelKind.LUMINA, DIFFUSERS, ANY, "time_caption_embed.caption_embedder.1.weight")
              .sized("time_caption_embed.caption_embedder.1.weight", 0, 2304),
          Signature.of(ModelKind.ANIMA, ORIGINAL, ANY, COSMOS_FIRST, "llm_adapter.embed.weight"),
          Signature.of(ModelKind.COSMOS, ORIGINAL, ANY, COSMOS_FIRST, "t_embedding_norm.weight"),
          Signature.of(
              ModelKind.WAN, ORIGINAL, ANY, "patch_embedding.weight", "text_embedding.0.weight"));

  private BaseSignatures() {}
}
