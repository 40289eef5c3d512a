package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** A bucket limit between two steps. */
final class BucketLimitRounded extends PatternRule {
  BucketLimitRounded() {
    super(
        "bucket-limit-rounded",
        Topic.DATASET,
        Severity.ADVICE,
        "A bucket limit that is no multiple of bucket_reso_steps is moved outwards to one",
        "min_bucket_reso",
        "max_bucket_reso",
        "bucket_reso_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (isStepWrong(subject)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      boolean buckets = dataset.find("enable_bucket").filter(KeyValue::isTrue).isPresent();
      boolean free = dataset.find("bucket_no_upscale").filter(KeyValue::isTrue).isPresent();
      long step = dataset.find("bucket_reso_steps").map(v -> (long) v.number()).orElse(64L);
      if (buckets && !free && step > 0) {
        dataset
            .find("min_bucket_reso")
            .ifPresent(limit -> check(subject, limit, step, false, findings));
        dataset
            .find("max_bucket_reso")
            .ifPresent(limit -> check(subject, limit, step, true, findings));
      }
    }
    return findings.stream().distinct().toList();
  }

  /** Said by invalid-bucket-step: the limits are right again once the step is. */
  private static boolean isStepWrong(Subject subject) {
    return subject.plan().problems().stream()
        .anyMatch(problem ->
            problem.kind() == PlanProblem.Kind.BUCKET_STEP_INVALID
                || problem.kind() == PlanProblem.Kind.BUCKET_STEP_UNCHECKED);
  }

  private void check(
      Subject subject, KeyValue limit, long step, boolean up, List<Finding> findings) {
    long written = (long) limit.number();
    long over = Math.floorMod(written, step);
    if (over != 0 && limit.value() instanceof Long) {
      long used = up ? written + step - over : written - over;
      String key = up ? "max_bucket_reso" : "min_bucket_reso";
      findings.add(
          found(
                  subject,
                  key + " " + written + " is no multiple of " + step + ", and counts as " + used,
                  key + " = " + used)
              .about(limit)
              .fix(limit.name(), used)
              .finding());
    }
  }
}
