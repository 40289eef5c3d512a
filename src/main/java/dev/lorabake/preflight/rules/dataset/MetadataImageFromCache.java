package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** A cache that is taken for the image it was made of. */
final class MetadataImageFromCache extends PlanProblemRule {
  MetadataImageFromCache() {
    super(
        "metadata-image-from-cache",
        Severity.ERROR,
        "A metadata file names images by absolute path and without their size: from the second run"
            + " on sd-scripts takes their cached latents for the images, and fails to open them",
        PlanProblem.Kind.IMAGE_TAKEN_FROM_CACHE,
        "give each image its \"image_size\": [width, height] in the metadata file, or relative"
            + " names and an image_dir",
        "metadata_file",
        "in_json");
  }
}
