package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** Latents of a picture that has changed. */
final class OutdatedLatents extends FileRule {
  OutdatedLatents() {
    super(
        "outdated-latents",
        Topic.DATASET,
        Severity.WARNING,
        "An image was changed after its latents were cached: the old image is trained",
        Kind.LATENTS_OLDER,
        "were changed after their latents were cached: the old ones are trained",
        "remove these .npz files, so that they are encoded anew",
        "cache_latents_to_disk");
  }
}
