package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.PlanProblems;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** Images of other sizes without buckets. */
public final class SizesWithoutBuckets extends PatternRule {
  public SizesWithoutBuckets() {
    super(
        "sizes-without-buckets",
        Topic.DATASET,
        Severity.ERROR,
        "Buckets are off although images have other sizes: sd-scripts stops, or crops" + " them",
        "enable_bucket",
        "resolution");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    boolean cached = subject.recipe().flag("cache_latents");
    for (PlanProblem problem : PlanProblems.of(subject, Kind.IMAGE_SIZE_DIFFERS)) {
      String option = PlanProblems.folderOption(subject, problem);
      String key = datasetOf(subject, option).nameFor("enable_bucket");
      findings.add(
          found(
                  subject,
                  "without enable_bucket, " + problem.detail() + ": " + problem.subject(),
                  "enable_bucket = true sorts images by aspect ratio and crops hardly anything")
              .about(key)
              .at(problem.at())
              .as(cached ? Severity.WARNING : Severity.ERROR)
              .fix(key, true)
              .finding());
    }
    return findings;
  }

  private static DatasetView datasetOf(Subject subject, String option) {
    return subject.datasets().stream()
        .filter(dataset -> option.startsWith(dataset.name() + "."))
        .findFirst()
        .orElse(subject.datasets().getFirst());
  }
}
