package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.FileProblem.Kind;
import dev.lorabake.preflight.FileRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;

/** Caches that cannot be written. */
final class CacheFolderReadOnly extends FileRule {
  CacheFolderReadOnly() {
    super(
        "cache-folder-read-only",
        Topic.DATASET,
        Severity.ERROR,
        "Caches are to be written beside the images, and the folder is read-only: sd-scripts "
            + "fails",
        Kind.CACHE_UNWRITABLE,
        "are in a folder that may not be written to, and caches are to be written there: "
            + "sd-scripts fails",
        "make the folder writable, or use cache_latents and cache_text_encoder_outputs without "
            + "_to_disk, and no cache_info",
        "cache_latents_to_disk",
        "cache_text_encoder_outputs_to_disk",
        "cache_info");
  }

  /** On the machine that trains it may be writable. */
  @Override
  protected Severity severity(Subject subject) {
    return subject.machine().named() ? Severity.WARNING : severity();
  }
}
