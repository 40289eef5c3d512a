package dev.lorabake.weights;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a finished LoRA says of itself by the names and shapes of its tensors. */
public final class LoraContents {
  private static final List<String> ENDINGS =
      List.of(
          ".lora_down.weight",
          ".lora_up.weight",
          ".lora_A.weight",
          ".lora_B.weight",
          ".hada_w1_a",
          ".lokr_w1",
          ".lokr_w1_a",
          ".oft_blocks",
          ".oft_diag",
          ".dora_scale");

  /** Beginnings that only the named architecture's LoRA has, in sd-scripts' own naming. */
  private static final List<Owner> OWNERS =
      List.of(
          new Owner("lora_te2_", ModelKind.SDXL),
          new Owner("lora_unet_input_blocks_4_1_transformer_blocks_1_", ModelKind.SDXL),
          new Owner("lora_unet_down_blocks_2_attentions_0_transformer_blocks_9_", ModelKind.SDXL),
          new Owner("lora_unet_down_blocks_0_attentions_", ModelKind.SD1),
          new Owner("lora_te_text_model_", ModelKind.SD1),
          new Owner("lora_unet_joint_blocks_", ModelKind.SD3),
          new Owner("lora_unet_double_blocks_0_img_mlp_0.", ModelKind.FLUX),
          new Owner("lora_unet_double_blocks_0_img_mlp_fc1.", ModelKind.HUNYUAN_IMAGE),
          new Owner("lora_unet_layers_0_attention_", ModelKind.LUMINA),
          new Owner("lora_unet_blocks_0_self_attn_q_proj.", ModelKind.ANIMA));

  /** In the metadata of every file that a rehearsal writes (rehearsal_core/__init__.py). */
  private static final String REHEARSED = "lorabake_rehearsal";

  private final Map<String, Tensor> tensors;
  private final Map<String, String> metadata;

  private record Owner(String beginning, ModelKind kind) {}

  LoraContents(Map<String, Tensor> tensors, Map<String, String> metadata) {
    this.tensors = tensors;
    this.metadata = metadata;
  }

  static boolean isOne(Map<String, Tensor> tensors) {
    return tensors.keySet().stream().anyMatch(name -> ENDINGS.stream().anyMatch(name::endsWith));
  }

  /** What a header's file holds. */
  public static LoraContents of(SafetensorsHeader header) {
    return new LoraContents(header.tensors(), header.metadata());
  }

  /** Whether the file holds a LoRA of any type at all; what a rehearsal wrote is none. */
  public boolean isLora() {
    return isOne(tensors) && !metadata.containsKey(REHEARSED);
  }

  /** Whether any tensor's name ends so. */
  public boolean hasEnding(String ending) {
    return tensors.keySet().stream().anyMatch(name -> name.endsWith(ending));
  }

  /** Whether any tensor's name begins so. */
  public boolean hasBeginning(String beginning) {
    return tensors.keySet().stream().anyMatch(name -> name.startsWith(beginning));
  }

  /** The architecture that it is for; SD 1 and 2 share their names and count as SD 1. */
  public Optional<ModelKind> architecture() {
    return OWNERS.stream()
        .filter(owner -> hasBeginning(owner.beginning()))
        .map(Owner::kind)
        .findFirst();
  }

  /** The ranks of its linear layers: one unless it was resized or made from several. */
  public Set<Long> ranks() {
    Set<Long> ranks = new TreeSet<>();
    tensors.forEach((name, tensor) -> {
      if (name.endsWith(".lora_down.weight") && tensor.shape().size() == 2) {
        ranks.add(tensor.shape().getFirst());
      }
    });
    return ranks;
  }

  /** {@code network_alpha} as sd-scripts wrote it down; empty for files of other programs. */
  public Optional<Double> alpha() {
    try {
      return Optional.ofNullable(metadata.get("ss_network_alpha")).map(Double::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty(); // "None" for networks without alpha
    }
  }
}
