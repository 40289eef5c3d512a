package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.weights.LoraContents;
import dev.lorabake.weights.ModelKind;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Holds a finished LoRA against the network that the recipe makes. */
final class LoraMatch {
  /** Modules whose weights are pairs of {@code lora_down} and {@code lora_up}. */
  private static final Set<String> PAIRS = Set.of("networks.lora_fa", "networks.dylora");

  private LoraMatch() {}

  /** Why nothing of the file would be loaded; null where that is not sure. */
  static @Nullable String stranger(Recipe recipe, LoraContents lora) {
    ModelKind made = lora.architecture().orElse(null);
    if (made != null && !isFor(recipe, made)) {
      return "was trained for "
          + made.title()
          + ", and the recipe trains "
          + recipe.family().title();
    }
    String module = ChosenNetwork.of(recipe).module();
    if (isPairs(module) && !lora.hasEnding(".lora_down.weight")) {
      return "has no lora_down weights, which "
          + module
          + " reads: it is of another network type"
          + " or of another program";
    }
    if (module.startsWith("networks.oft") && !lora.hasEnding(".oft_blocks")) {
      return "has no oft_blocks, which " + module + " reads";
    }
    return null;
  }

  /** The one rank of all its layers, where it is not the recipe's; else empty. */
  static OptionalLong otherRank(Recipe recipe, LoraContents lora) {
    OptionalLong rank = ChosenNetwork.rank(recipe);
    ChosenNetwork network = ChosenNetwork.of(recipe);
    boolean simple =
        isPairs(network.module()) && network.args().keySet().stream().noneMatch(LoraMatch::isRank);
    boolean other =
        simple
            && rank.isPresent()
            && !lora.ranks().isEmpty()
            && !lora.ranks().contains(rank.getAsLong());
    return other
        ? OptionalLong.of(lora.ranks().stream().mapToLong(Long::longValue).min().getAsLong())
        : OptionalLong.empty();
  }

  static boolean isPairs(String module) {
    return module.startsWith("networks.lora") || PAIRS.contains(module);
  }

  /** Keys of network_args that give parts of the model ranks of their own. */
  private static boolean isRank(String key) {
    return (key.endsWith("dim") || key.endsWith("dims") || key.contains("rank"))
        && !key.equals("conv_dim");
  }

  private static boolean isFor(Recipe recipe, ModelKind made) {
    return switch (recipe.family().id()) {
      case "sd15", "sd2" -> made == ModelKind.SD1;
      case "sdxl" -> made == ModelKind.SDXL;
      case "sd3" -> made == ModelKind.SD3;
      case "flux", "chroma" -> made == ModelKind.FLUX;
      case "lumina" -> made == ModelKind.LUMINA;
      case "anima" -> made == ModelKind.ANIMA;
      case "hunyuan-image" -> made == ModelKind.HUNYUAN_IMAGE;
      default -> true;
    };
  }
}
