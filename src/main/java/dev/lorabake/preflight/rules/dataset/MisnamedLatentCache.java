package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A cache without a size in its name. */
final class MisnamedLatentCache extends FileRule {
  MisnamedLatentCache() {
    super(
        "misnamed-latent-cache",
        Topic.DATASET,
        Severity.ERROR,
        "A latent cache has no size in its name, and sd-scripts fails when it looks for one",
        Kind.CACHE_MISNAMED,
        "have a latent cache without a size in its name: sd-scripts fails when it reads the "
            + "folder",
        "remove the file; latents are encoded anew",
        "cache_latents_to_disk");
  }
}
