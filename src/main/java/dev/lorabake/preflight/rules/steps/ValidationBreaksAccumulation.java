package dev.lorabake.preflight.rules.steps;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A validation in the middle of an epoch after which batches are accumulated otherwise. */
final class ValidationBreaksAccumulation extends PatternRule {
  ValidationBreaksAccumulation() {
    super(
        "validation-breaks-accumulation",
        Topic.STEPS,
        Severity.WARNING,
        "A validation by steps that stops before its last batch upsets the accumulation of"
            + " gradients until the epoch ends",
        "max_validation_steps",
        "validate_every_n_steps",
        "gradient_accumulation_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    PlanProblem problem =
        subject.plan().problems().stream()
            .filter(one -> one.kind() == PlanProblem.Kind.VALIDATION_BREAKS_ACCUMULATION)
            .findFirst()
            .orElse(null);
    if (problem == null) {
      return List.of();
    }
    return found(
            subject,
            problem.detail(),
            "remove max_validation_steps and set fewer images aside, or validate by epochs")
        .list();
  }
}
