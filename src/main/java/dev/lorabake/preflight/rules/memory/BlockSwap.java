package dev.lorabake.preflight.rules.memory;

import dev.lorabake.recipe.Recipe;
import java.util.Map;
import java.util.Optional;

/**
 * How many blocks a family can swap (flux_models.py, hunyuan_image_models.py, sd3_models.py,
 * lumina_models.py, anima_models.py: {@code enable_block_swap}): two of each kind stay on the card.
 */
final class BlockSwap {
  private static final Map<String, Integer> LIMITS =
      Map.of("flux", 35, "chroma", 35, "sd3", 36, "lumina", 24, "anima", 26, "hunyuan-image", 37);

  /** Stable Diffusion 3 and 3.5 Medium have 24 blocks, 3.5 Large has 38. */
  static final int SD3_MEDIUM = 22;

  private BlockSwap() {}

  static Optional<Integer> limit(Recipe recipe) {
    return Optional.ofNullable(LIMITS.get(recipe.family().id()));
  }
}
