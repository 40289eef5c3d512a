package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** The resolution is larger or smaller than any bucket may be. */
final class ResolutionOutsideBuckets extends PlanProblemRule {
  ResolutionOutsideBuckets() {
    super(
        "resolution-outside-buckets",
        Severity.ERROR,
        "The resolution does not lie between min_bucket_reso and max_bucket_reso, and sd-scripts"
            + " stops",
        PlanProblem.Kind.RESOLUTION_OUTSIDE_BUCKETS,
        "max_bucket_reso must be at least the longer side, and is 1024 unless set",
        "max_bucket_reso",
        "min_bucket_reso",
        "resolution");
  }
}
