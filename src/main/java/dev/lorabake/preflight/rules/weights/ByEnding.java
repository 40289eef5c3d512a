package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.ModelFile;
import dev.lorabake.recipe.Recipe;
import java.util.Set;

/**
 * Loaders that go by a file's ending: {@code .safetensors} is read as such, anything else is
 * unpickled (library/model_util.py {@code is_safetensors}, the networks' {@code load_weights},
 * library/anima_utils.py {@code load_qwen3_text_encoder}). All others read safetensors only.
 */
final class ByEnding {
  private static final String SAFETENSORS = ".safetensors";
  private static final Set<String> LORA_OPTIONS = Set.of("network_weights", "base_weights");
  private static final Set<String> STABLE_DIFFUSION = Set.of("sd15", "sd2", "sdxl");

  private ByEnding() {}

  /** Whether the option's loader would unpickle a file of that ending. */
  static boolean unpickles(Recipe recipe, String option, ModelFile file) {
    return isChosenByEnding(recipe, option) && !file.isFolder() && !file.hasEnding(SAFETENSORS);
  }

  private static boolean isChosenByEnding(Recipe recipe, String option) {
    if (LORA_OPTIONS.contains(option) || option.equals("qwen3")) {
      return true;
    }
    return STABLE_DIFFUSION.contains(recipe.family().id())
        && (option.equals(Expected.BASE) || option.equals("vae"));
  }
}
