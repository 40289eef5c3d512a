package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;

/** A list of pictures that are gone. */
final class BrokenImageInfo extends FileRule {
  BrokenImageInfo() {
    super(
        "broken-image-info",
        Topic.DATASET,
        Severity.ERROR,
        "cache_info reads metadata_cache.json in place of the folder, and that cannot be read "
            + "or names images that are gone",
        Kind.INFO_BROKEN,
        "are listed in a metadata_cache.json that cannot be followed: sd-scripts fails",
        "remove metadata_cache.json, so that the folder is read anew",
        "cache_info");
  }

  /** On the machine that trains the images may lie elsewhere. */
  @Override
  protected Severity severity(Subject subject) {
    return subject.machine().named() ? Severity.WARNING : severity();
  }
}
