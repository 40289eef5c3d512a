package dev.lorabake.preflight.rules.saving;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** A state that lies at the end of the run or behind it. */
final class AlreadyFinished extends PatternRule {
  AlreadyFinished() {
    super(
        "already-finished",
        Topic.SAVING,
        Severity.ERROR,
        "The state to resume from lies at the end of the run or behind it, and sd-scripts stops",
        "resume",
        "initial_step",
        "max_train_epochs",
        "max_train_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : subject.plan().problems()) {
      String option = problem.subject();
      if (problem.kind() == PlanProblem.Kind.VALUE_INVALID && option.startsWith("initial_")) {
        String start =
            subject
                .recipe()
                .find(option)
                .map(setting -> option + " is " + Figures.value(setting.value()))
                .orElse("resume goes on from a saved state");
        boolean told = subject.recipe().isSet(option);
        findings.add(
            found(
                    subject,
                    start + ": " + problem.detail(),
                    "raise max_train_epochs or max_train_steps beyond it, or start earlier")
                .about(told ? option : "resume")
                .finding());
      }
    }
    return findings;
  }
}
