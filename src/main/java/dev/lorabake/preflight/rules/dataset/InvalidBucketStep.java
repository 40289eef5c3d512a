package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import java.util.ArrayList;
import java.util.List;

/** A step that the model cannot divide. */
final class InvalidBucketStep extends PlanProblemRule {
  InvalidBucketStep() {
    super(
        "invalid-bucket-step",
        Severity.ERROR,
        "bucket_reso_steps is no multiple of what the model needs, and sd-scripts stops",
        PlanProblem.Kind.BUCKET_STEP_INVALID,
        "bucket_reso_steps = 64 works with every model",
        "bucket_reso_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>(super.check(subject));
    for (PlanProblem problem : subject.plan().problems()) {
      if (problem.kind() == PlanProblem.Kind.BUCKET_STEP_UNCHECKED) {
        findings.add(finding(subject, problem, Severity.WARNING));
      }
    }
    return findings;
  }
}
