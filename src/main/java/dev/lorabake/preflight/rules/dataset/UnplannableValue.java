package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** A value that the arithmetic of the dataset cannot use. */
public final class UnplannableValue extends PlanProblemRule {
  public UnplannableValue() {
    super(
        "unplannable-value",
        Severity.ERROR,
        "A value that decides the dataset or the number of steps is missing or senseless",
        PlanProblem.Kind.VALUE_INVALID,
        "correct the value");
  }
}
