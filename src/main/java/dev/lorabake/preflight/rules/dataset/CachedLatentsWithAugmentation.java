package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
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
    for (DatasetView dataset : subject.datasets()) {
      for (String key : List.of("color_aug", "random_crop")) {
        boolean refused = dataset.isMasked() && key.equals("random_crop");
        dataset.findInSubsets(key).stream()
            .filter(value -> value.isTrue() && !refused) // said by random-crop-with-masks
            .forEach(value -> findings.add(finding(subject, key, value, dataset.isMasked())));
      }
    }
    return findings.stream().distinct().toList();
  }

  /** Upstream does not see the subsets of a dataset with masks. */
  private Finding finding(Subject subject, String key, KeyValue value, boolean unseen) {
    Draft draft =
        found(
                subject,
                key + " with cached latents: " + (unseen ? "it does nothing" : "sd-scripts stops"),
                "remove " + key + "; flip_aug works with cached latents")
            .about(value)
            .as(unseen ? Severity.WARNING : Severity.ERROR)
            .remove(value.name());
    return unseen ? draft.finding() : draft.choice().finding();
  }
}
