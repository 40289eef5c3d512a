package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Topic;

/** A list that does not know the new pictures. */
final class OutdatedImageInfo extends FileRule {
  OutdatedImageInfo() {
    super(
        "outdated-image-info",
        Topic.DATASET,
        Severity.WARNING,
        "cache_info reads metadata_cache.json in place of the folder, and that lacks images or "
            + "has older captions",
        Kind.INFO_OUTDATED,
        "are missing in metadata_cache.json or have another caption there, and cache_info "
            + "reads nothing else",
        "remove metadata_cache.json, so that the folder is read anew",
        "cache_info");
  }
}
