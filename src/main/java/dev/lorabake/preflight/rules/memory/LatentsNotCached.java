package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** Every image goes through the VAE in every epoch. */
final class LatentsNotCached extends PatternRule {
  LatentsNotCached() {
    super(
        "latents-not-cached",
        Topic.MEMORY,
        Severity.ADVICE,
        "Without cache_latents every image goes through the VAE each time it is used, and the VAE"
            + " stays in VRAM",
        "cache_latents");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean cached = recipe.flag("cache_latents") || recipe.flag("cache_latents_to_disk");
    boolean varied = subject.isActive("color_aug") || subject.isActive("random_crop");
    if (cached || varied || recipe.isSet("dataset_class")) {
      return List.of();
    }
    return found(
            subject,
            "cache_latents is off: every image goes through the VAE each time it is used",
            "cache_latents = true")
        .fix("cache_latents", true)
        .list();
  }
}
