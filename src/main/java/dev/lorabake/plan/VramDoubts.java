package dev.lorabake.plan;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** What lies outside the settings that the coefficients of the VRAM estimate were checked with. */
final class VramDoubts {
  private VramDoubts() {}

  static List<String> of(Recipe recipe, VramCase in) {
    List<String> doubts = new ArrayList<>();
    if (in.plainAttention()) {
      doubts.add("attention without sdpa or xformers");
    }
    if (in.fullPrecision()) {
      doubts.add("mixed_precision no");
    }
    if (!in.checkpointing() && in.model().plain() == null) {
      doubts.add("no gradient checkpointing, which needs much more than this");
    }
    if (in.denseMask()) {
      doubts.add("apply_t5_attn_mask");
    }
    switch (LoraSize.of(recipe).known()) {
      case EXACT -> {}
      case COUNTED -> doubts.add("this network: its values are counted, its activations a LoRA's");
      case GUESSED -> doubts.add("the size of this network");
    }
    if (VramCases.optimizer(recipe).map(OptimizerType::paged).orElse(false)) {
      doubts.add("a paged optimizer, whose state may leave the card");
    }
    if (recipe.flag("deepspeed")) {
      doubts.add("deepspeed, which is not counted");
    }
    if (recipe.flag("cpu_offload_checkpointing")) {
      doubts.add("cpu_offload_checkpointing is not counted");
    }
    if (recipe.networkArg("train_t5xxl").filter("True"::equalsIgnoreCase).isPresent()) {
      doubts.add("the training of T5");
    }
    if (recipe.flag("torch_compile")) {
      doubts.add("torch_compile");
    }
    if (!BaseModel.of(recipe).sure()) {
      doubts.add("the model's size, told from its file name");
    }
    return List.copyOf(doubts);
  }
}
