package dev.lorabake.weights;

import org.jspecify.annotations.Nullable;

/** What a model file can be, as far as the names and shapes of its tensors tell. */
public enum ModelKind {
  SD1("Stable Diffusion 1.x", "sd15"),
  SD2("Stable Diffusion 2.x", "sd2"),
  SDXL("Stable Diffusion XL", "sdxl"),
  SDXL_REFINER("the SDXL refiner", Role.BASE),
  SD3("Stable Diffusion 3", "sd3"),
  FLUX("FLUX.1", "flux"),
  CHROMA("Chroma", "chroma"),
  FLUX2("FLUX.2", Role.BASE),
  LUMINA("Lumina Image 2.0", "lumina"),
  Z_IMAGE("Z-Image", Role.BASE),
  ANIMA("Anima", "anima"),
  /** What Anima was made from: the same transformer without the adapter for its text encoder. */
  COSMOS("Cosmos Predict2", Role.BASE),
  HUNYUAN_IMAGE("HunyuanImage 2.1", "hunyuan-image"),
  DISTILLED_HUNYUAN_IMAGE("the distilled HunyuanImage 2.1", Role.BASE),
  HUNYUAN_VIDEO("HunyuanVideo", Role.BASE),
  QWEN_IMAGE("Qwen-Image", Role.BASE),
  WAN("Wan", Role.BASE),

  CLIP_L("the text encoder CLIP-L", Role.TEXT_ENCODER),
  CLIP_G("the text encoder CLIP-G", Role.TEXT_ENCODER),
  CLIP_H("the text encoder OpenCLIP-H of Stable Diffusion 2", Role.TEXT_ENCODER),
  T5_XXL("the text encoder T5-XXL", Role.TEXT_ENCODER),
  UMT5_XXL("the text encoder UMT5-XXL of Wan", Role.TEXT_ENCODER),
  BYT5("the text encoder ByT5", Role.TEXT_ENCODER),
  GEMMA2("the text encoder Gemma 2 2B", Role.TEXT_ENCODER),
  QWEN3("the text encoder Qwen3 0.6B", Role.TEXT_ENCODER),
  LARGER_QWEN3("a larger Qwen3 than 0.6B", Role.TEXT_ENCODER),
  QWEN_VL("the text encoder Qwen2.5-VL 7B", Role.TEXT_ENCODER),

  /** Stable Diffusion 1, 2 and XL: the same shapes, so that a header cannot tell them apart. */
  FOUR_CHANNEL_VAE("a VAE of Stable Diffusion 1, 2 or XL (4 channels)", Role.VAE),
  /** FLUX.1, Lumina and Stable Diffusion 3: the same shapes again. */
  SIXTEEN_CHANNEL_VAE("a VAE of FLUX.1 or Stable Diffusion 3 (16 channels)", Role.VAE),
  FLUX2_VAE("the VAE of FLUX.2", Role.VAE),
  QWEN_IMAGE_VAE("the VAE of Qwen-Image or Wan", Role.VAE),
  HUNYUAN_IMAGE_VAE("the VAE of HunyuanImage", Role.VAE),

  LORA("a LoRA", Role.ADD_ON),
  CONTROL_NET("a ControlNet", Role.ADD_ON),
  EMBEDDING("a textual inversion embedding", Role.ADD_ON);

  /** What a file of that kind is for. */
  public enum Role {
    BASE,
    TEXT_ENCODER,
    VAE,
    ADD_ON
  }

  private final String title;
  private final Role role;
  private final @Nullable String family;

  ModelKind(String title, Role role) {
    this.title = title;
    this.role = role;
    this.family = null;
  }

  ModelKind(String title, String family) {
    this.title = title;
    this.role = Role.BASE;
    this.family = family;
  }

  /** A name for the middle of a sentence. */
  public String title() {
    return title;
  }

  public Role role() {
    return role;
  }

  /** The id of the family that trains on such a base model; {@code null} where none does. */
  public @Nullable String family() {
    return family;
  }
}
