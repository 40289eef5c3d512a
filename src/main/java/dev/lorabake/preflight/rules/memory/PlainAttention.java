package dev.lorabake.preflight.rules.memory;

import dev.lorabake.recipe.Recipe;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the U-Net's attention stores its whole matrix. */
final class PlainAttention {
  private static final Set<String> FAMILIES = Set.of("sd15", "sd2", "sdxl");

  private PlainAttention() {}

  static boolean isUsed(Recipe recipe) {
    return FAMILIES.contains(recipe.family().id())
        && Stream.of("sdpa", "xformers", "mem_eff_attn").noneMatch(recipe::flag);
  }
}
