package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** Cached images that should change. */
public final class CachedLatentsVary extends PatternRule {
  public CachedLatentsVary() {
    super(
        "cached-latents-vary",
        Topic.MEMORY,
        Severity.ERROR,
        "Images that are to change in every step cannot be cached as latents, and sd-scripts stops",
        "cache_latents",
        "cache_latents_to_disk",
        "color_aug",
        "random_crop");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String cache =
        subject.recipe().flag("cache_latents") ? "cache_latents" : "cache_latents_to_disk";
    if (!subject.recipe().flag(cache)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (String key : List.of("color_aug", "random_crop")) {
      subject
          .firstSet(key)
          .ifPresent(set ->
              findings.add(
                  found(
                          subject,
                          set.name()
                              + " changes images in every step, and "
                              + cache
                              + " encodes them once: sd-scripts stops",
                          "remove " + set.name() + ", or " + cache)
                      .about(set)
                      .remove(set.name())
                      .finding()));
    }
    return findings;
  }
}
