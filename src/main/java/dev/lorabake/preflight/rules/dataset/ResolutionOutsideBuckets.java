package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.PlanProblems;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** A resolution that no bucket may have. */
public final class ResolutionOutsideBuckets extends PatternRule {
  public ResolutionOutsideBuckets() {
    super(
        "resolution-outside-buckets",
        Topic.DATASET,
        Severity.ERROR,
        "The resolution lies outside min_bucket_reso and max_bucket_reso, and sd-scripts"
            + " stops at it",
        "resolution",
        "max_bucket_reso",
        "min_bucket_reso");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : PlanProblems.of(subject, Kind.RESOLUTION_OUTSIDE_BUCKETS)) {
      DatasetView dataset = PlanProblems.datasetAt(subject, problem.at());
      Sides sides = Sides.of(problem.subject());
      double most = dataset.find("max_bucket_reso").map(KeyValue::number).orElse(1024.0);
      boolean tooLarge = sides != null && sides.longer() > most;
      String key = dataset.nameFor(tooLarge ? "max_bucket_reso" : "min_bucket_reso");
      long value =
          sides == null
              ? 1024
              : tooLarge ? sides.twice() : Math.max(64, sides.shorter() / 128 * 64);
      findings.add(
          found(
                  subject,
                  "resolution " + problem.subject() + " does not fit: " + problem.detail(),
                  (tooLarge ? "max_bucket_reso = " : "min_bucket_reso = ") + value)
              .about(key, dataset.nameFor("resolution"))
              .at(problem.at())
              .fix(key, value)
              .finding());
    }
    return findings;
  }
}
