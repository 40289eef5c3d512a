package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** A value that the arithmetic of the dataset or the steps cannot use. */
final class UnplannableValue extends PatternRule {
  /** Said by already-finished. */
  private static final String START = "initial_";

  UnplannableValue() {
    super(
        "unplannable-value",
        Topic.DATASET,
        Severity.ERROR,
        "A value that decides the dataset or the number of steps is missing or senseless");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : subject.plan().problems()) {
      if (problem.kind() == PlanProblem.Kind.VALUE_INVALID
          && !problem.subject().startsWith(START)) {
        findings.add(
            found(subject, problem.subject() + ": " + problem.detail(), help(problem))
                .about(problem.subject())
                .at(problem.at())
                .finding());
      }
    }
    return findings;
  }

  private static String help(PlanProblem problem) {
    return problem.detail().equals("it is not set")
        ? "set " + problem.subject() + "; lorabake explain " + problem.subject() + " says to what"
        : "correct the value";
  }
}
