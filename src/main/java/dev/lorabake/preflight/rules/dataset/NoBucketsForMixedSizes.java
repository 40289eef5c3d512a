package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;

/** One size for images of many. */
final class NoBucketsForMixedSizes extends PlanProblemRule {
  NoBucketsForMixedSizes() {
    super(
        "no-buckets-for-mixed-sizes",
        Severity.ERROR,
        "Buckets are off and images have other sizes than the resolution: sd-scripts stops, or"
            + " crops them where latents are cached",
        PlanProblem.Kind.IMAGE_SIZE_DIFFERS,
        "enable_bucket = true",
        "enable_bucket",
        "cache_latents");
  }

  @Override
  Severity severity(Subject subject) {
    boolean cached =
        subject.recipe().flag("cache_latents") || subject.recipe().flag("cache_latents_to_disk");
    return cached ? Severity.WARNING : Severity.ERROR;
  }
}
