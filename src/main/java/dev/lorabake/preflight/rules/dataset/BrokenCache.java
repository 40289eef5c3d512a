package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A cache that was cut off. */
final class BrokenCache extends FileRule {
  BrokenCache() {
    super(
        "broken-cache",
        Topic.DATASET,
        Severity.ERROR,
        "A cache file cannot be opened, and sd-scripts fails at it",
        Kind.CACHE_BROKEN,
        "have a cache file that cannot be opened: sd-scripts fails at it",
        "remove the file; what it held is encoded anew",
        "cache_latents_to_disk",
        "cache_text_encoder_outputs_to_disk");
  }
}
