package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A size that belongs to another picture. */
final class CacheNamesAnotherSize extends FileRule {
  CacheNamesAnotherSize() {
    super(
        "cache-names-another-size",
        Topic.DATASET,
        Severity.ERROR,
        "sd-scripts takes an image's size from the name of a latent cache, and the image has "
            + "another size: it is distorted, or an old image is trained",
        Kind.CACHE_NAMES_OTHER_SIZE,
        "get their size from the name of a latent cache, and have another: they are squeezed "
            + "into a wrong shape, or an old image is trained in their place",
        "remove the latent caches (.npz) of these images and of images whose names begin like "
            + "theirs",
        "cache_latents_to_disk");
  }
}
