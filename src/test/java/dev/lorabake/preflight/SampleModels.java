package dev.lorabake.preflight;

import java.util.LinkedHashMap;
import java.util.Map;

/** Files with the telling tensors of each model, under the names that real files have. */
final class SampleModels {
  private static final String UNET = "model.diffusion_model.";

  private SampleModels() {}

  /** Every file that the sound recipe of a family may name. */
  static Map<String, byte[]> files(String family) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("model.safetensors", base(family).file());
    files.put("clip_l.safetensors", clip(768).file());
    files.put("clip_g.safetensors", clip(1280).file());
    files.put("t5xxl.safetensors", t5(4096).file());
    files.put("ae.safetensors", vae(32).file());
    files.put("vae.safetensors", vaeOf(family).file());
    files.put("gemma2.safetensors", gemma2().file());
    files.put("qwen3.safetensors", qwen3(1024).file());
    files.put("text_encoder.safetensors", qwenVl().file());
    files.put("byt5.safetensors", t5(1472).file());
    return files;
  }

  static SampleTensors base(String family) {
    return switch (family) {
      case "sd15" -> withRest(sd(4, 768).and("cond_stage_model.transformer.x", 1));
      case "sd2" -> withRest(sd(4, 1024).and("cond_stage_model.model.x", 1));
      case "sdxl" -> sdxl();
      case "sd3" -> sd3Transformer(UNET).and("first_stage_model.encoder.conv_out.bias", 32);
      case "flux" -> flux("").and("guidance_in.in_layer.bias", 1);
      case "chroma" -> flux("").and("distilled_guidance_layer.in_proj.weight", 1, 64);
      case "lumina" ->
          SampleTensors.of("noise_refiner.0.attention.qkv.weight", 1, 1)
              .and("cap_embedder.1.weight", 2304, 1);
      case "anima" -> cosmos().and("net.llm_adapter.embed.weight", 1, 1);
      case "hunyuan-image" ->
          SampleTensors.of("byt5_in.fc1.weight", 1, 1472)
              .and("img_in.proj.weight", 3584, 1, 1, 1)
              .and("txt_in.individual_token_refiner.blocks.0.norm1.weight", 1)
              .and("double_blocks.0.img_attn_qkv.weight", 1, 1);
      default -> throw new IllegalArgumentException("no sample model of " + family);
    };
  }

  static SampleTensors sdxl() {
    return withRest(sdxlUnet(UNET, 4))
        .and("conditioner.embedders.0.transformer.text_model.final_layer_norm.weight", 768)
        .and("conditioner.embedders.1.model.ln_final.weight", 1280);
  }

  static SampleTensors sdxlUnet(String prefix, long channels) {
    return SampleTensors.of(prefix + "input_blocks.0.0.weight", 1, channels, 1, 1)
        .and(prefix + "input_blocks.4.1.transformer_blocks.0.attn2.to_k.weight", 1, 2048);
  }

  /** The U-Net of SD 1 (768) or 2 (1024). */
  static SampleTensors sd(long channels, long width) {
    return SampleTensors.of(UNET + "input_blocks.0.0.weight", 1, channels, 1, 1)
        .and(UNET + "input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight", 1, width);
  }

  static SampleTensors withRest(SampleTensors unet) {
    return unet.and("first_stage_model.encoder.conv_out.bias", 8)
        .and("first_stage_model.encoder.down.0.block.0.norm1.weight", 1);
  }

  static SampleTensors sd3Transformer(String prefix) {
    return SampleTensors.of(prefix + "joint_blocks.0.context_block.attn.qkv.weight", 1, 1)
        .and(prefix + "x_embedder.proj.weight", 1, 16, 1, 1);
  }

  static SampleTensors flux(String prefix) {
    return SampleTensors.of(prefix + "double_blocks.0.img_attn.proj.weight", 1, 1)
        .and(prefix + "img_in.weight", 1, 64);
  }

  /** What Anima and Cosmos have in common. */
  static SampleTensors cosmos() {
    return SampleTensors.of("net.x_embedder.proj.1.weight", 1, 68)
        .and("net.t_embedding_norm.weight", 1);
  }

  static SampleTensors clip(long width) {
    return SampleTensors.of("text_model.final_layer_norm.weight", width);
  }

  static SampleTensors t5(long width) {
    return SampleTensors.of("shared.weight", 1, 1)
        .and("encoder.block.0.layer.0.SelfAttention.q.weight", 1, 1)
        .and("encoder.final_layer_norm.weight", width);
  }

  static SampleTensors gemma2() {
    return SampleTensors.of("model.layers.0.pre_feedforward_layernorm.weight", 1)
        .and("model.norm.weight", 2304);
  }

  static SampleTensors qwen3(long width) {
    return SampleTensors.of("model.layers.0.self_attn.q_norm.weight", 1)
        .and("model.norm.weight", width);
  }

  static SampleTensors qwenVl() {
    return SampleTensors.of("visual.patch_embed.proj.weight", 1).and("model.norm.weight", 3584);
  }

  /** A VAE under its makers' names; the encoder puts out mean and deviation of each channel. */
  static SampleTensors vae(long outputs) {
    return SampleTensors.of("encoder.down.0.block.0.norm1.weight", 1)
        .and("encoder.conv_out.bias", outputs);
  }

  static SampleTensors diffusersVae(long outputs) {
    return SampleTensors.of("encoder.down_blocks.0.resnets.0.norm1.weight", 1)
        .and("encoder.conv_out.bias", outputs);
  }

  static SampleTensors qwenImageVae() {
    return SampleTensors.of("encoder.conv1.bias", 1).and("decoder.head.0.gamma", 1);
  }

  /** A LoRA in sd-scripts' naming with one layer. */
  static SampleTensors lora(String layer, long rank, String alpha) {
    return SampleTensors.of(layer + ".lora_down.weight", rank, 1)
        .and(layer + ".lora_up.weight", 1, rank)
        .and(layer + ".alpha")
        .metadata("ss_network_alpha", alpha);
  }

  /** A LoRA of SDXL without text encoders. */
  static SampleTensors sdxlLora(long rank, String alpha) {
    return lora("lora_unet_input_blocks_4_1_transformer_blocks_1_attn1_to_q", rank, alpha);
  }

  /** Lays a LoRA that fits the sound SDXL recipe as {@code old.safetensors}. */
  static Fixture withOldLora(Fixture on) {
    return on.file("old.safetensors", sdxlLora(16, "8").file());
  }

  private static SampleTensors vaeOf(String family) {
    return switch (family) {
      case "sd3" -> vae(32);
      case "anima" -> qwenImageVae();
      case "hunyuan-image" -> vae(128);
      default -> vae(8);
    };
  }
}
