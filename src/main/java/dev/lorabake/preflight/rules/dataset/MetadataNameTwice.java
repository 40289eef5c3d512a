package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** Images that displace others of the same name. */
final class MetadataNameTwice extends PlanProblemRule {
  MetadataNameTwice() {
    super(
        "metadata-name-twice",
        Severity.ERROR,
        "Two metadata files of a dataset use the same name: sd-scripts tells images apart by it,"
            + " and the second displaces the first",
        PlanProblem.Kind.IMAGE_NAMED_TWICE,
        "a [[datasets]] block for each metadata file, or absolute names in them",
        "metadata_file");
  }
}
