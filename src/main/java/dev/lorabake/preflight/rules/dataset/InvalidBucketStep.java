package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A step that the model cannot divide. */
final class InvalidBucketStep extends PlanProblemRule {
  private static final String STEP = "bucket_reso_steps";

  InvalidBucketStep() {
    super(
        "invalid-bucket-step",
        Severity.ERROR,
        "bucket_reso_steps is no multiple of what the model needs, and sd-scripts stops",
        PlanProblem.Kind.BUCKET_STEP_INVALID,
        "bucket_reso_steps = 64 works with every model",
        STEP);
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>(super.check(subject));
    for (PlanProblem problem : subject.plan().problems()) {
      if (problem.kind() == PlanProblem.Kind.BUCKET_STEP_UNCHECKED) {
        findings.add(finding(subject, problem, Severity.WARNING));
      }
    }
    return findings.stream().distinct().toList();
  }

  /** A step that no dataset has in its own table stands once for all of them. */
  @Override
  @Nullable Place place(Subject subject, PlanProblem problem) {
    boolean shared = subject.datasets().stream().noneMatch(dataset -> dataset.own().has(STEP));
    return shared
        ? subject.datasets().stream()
            .flatMap(dataset -> dataset.find(STEP).stream())
            .map(KeyValue::at)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(problem.at())
        : problem.at();
  }
}
