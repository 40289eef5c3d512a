package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** Cached images that are to be varied. */
final class CachedLatentsWithAugmentation extends PatternRule {
  CachedLatentsWithAugmentation() {
    super(
        "cached-latents-with-augmentation",
        Topic.DATASET,
        Severity.ERROR,
        "Cached latents cannot be recoloured or cropped anew, and sd-scripts stops",
        "cache_latents",
        "cache_latents_to_disk",
        "color_aug",
        "random_crop");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean toDisk = recipe.flag("cache_latents_to_disk");
    if (!recipe.flag("cache_latents") && !toDisk) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (String key : List.of("color_aug", "random_crop")) {
      subject
          .firstSet(key)
          .ifPresent(value ->
              findings.add(
                  found(
                          subject,
                          key + " with cached latents: sd-scripts stops",
                          "remove " + key + "; flip_aug works with cached latents")
                      .about(value)
                      .remove(value.name())
                      .choice()
                      .finding()));
    }
    return findings;
  }
}
