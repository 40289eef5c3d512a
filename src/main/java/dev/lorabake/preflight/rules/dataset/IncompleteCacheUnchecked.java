package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A cache that nobody looks into. */
final class IncompleteCacheUnchecked extends FileRule {
  IncompleteCacheUnchecked() {
    super(
        "incomplete-cache-unchecked",
        Topic.DATASET,
        Severity.ERROR,
        "skip_cache_check trusts cache files that lack what the settings ask for, and "
            + "sd-scripts fails at them or trains without",
        Kind.CACHE_INCOMPLETE,
        "have a cache that lacks what is asked for now, and skip_cache_check hides it: "
            + "sd-scripts fails at it",
        "remove skip_cache_check, so that they are encoded anew",
        "skip_cache_check",
        "flip_aug",
        "alpha_mask");
  }
}
