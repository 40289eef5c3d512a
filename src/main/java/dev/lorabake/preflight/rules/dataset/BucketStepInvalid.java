package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.catalog.Family;
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

/** Bucket sizes that the model cannot take. */
public final class BucketStepInvalid extends PatternRule {
  public BucketStepInvalid() {
    super(
        "bucket-step-invalid",
        Topic.DATASET,
        Severity.ERROR,
        "The step between bucket sizes is no multiple of what the model family needs,"
            + " and sd-scripts stops",
        "bucket_reso_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    Family family = subject.recipe().family();
    for (PlanProblem problem : PlanProblems.of(subject, Kind.BUCKET_STEP_INVALID)) {
      DatasetView dataset = PlanProblems.datasetAt(subject, problem.at());
      String key = dataset.nameFor("bucket_reso_steps");
      findings.add(
          found(
                  subject,
                  "bucket_reso_steps "
                      + problem.detail()
                      + ", which "
                      + family.title()
                      + " needs: sd-scripts stops",
                  "bucket_reso_steps = 64 is usual")
              .about(key)
              .at(dataset.find("bucket_reso_steps").map(KeyValue::at).orElse(problem.at()))
              .fix(key, 64L)
              .finding());
    }
    return findings;
  }
}
