package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** Latents from before the resolution was changed. */
final class LatentsOfAnotherSize extends FileRule {
  LatentsOfAnotherSize() {
    super(
        "latents-of-another-size",
        Topic.DATASET,
        Severity.ERROR,
        "Cached latents have another size than the bucket of their image, and are used all the "
            + "same",
        Kind.LATENTS_OF_OTHER_SIZE,
        "have cached latents of another size than their bucket, which are used all the same",
        "remove these .npz files, so that they are encoded anew",
        "cache_latents_to_disk");
  }
}
