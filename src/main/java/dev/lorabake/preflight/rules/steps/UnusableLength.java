package dev.lorabake.preflight.rules.steps;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.PlanProblems;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A length that cannot be trained. */
public final class UnusableLength extends PatternRule {
  public UnusableLength() {
    super(
        "unusable-length",
        Topic.STEPS,
        Severity.ERROR,
        "The steps, epochs or starting point leave nothing to train, or more than" + " anybody can",
        "max_train_steps",
        "max_train_epochs",
        "initial_step",
        "initial_epoch");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : PlanProblems.of(subject, Kind.VALUE_INVALID)) {
      String option = problem.subject();
      if (LENGTH.contains(option)) {
        boolean start = option.startsWith("initial_");
        boolean processes = option.equals("num_processes");
        findings.add(
            found(
                    subject,
                    option + ": " + problem.detail(),
                    start
                        ? "a smaller " + option + ", or more max_train_epochs or max_train_steps"
                        : "a value that can be trained, as " + option + " = " + usual(option))
                .about(processes ? "launch.num_processes" : option)
                .at(problem.at())
                .finding());
      }
    }
    return findings;
  }

  private static long usual(String option) {
    return switch (option) {
      case "max_train_steps" -> 2000;
      case "max_train_epochs" -> 10;
      default -> 1;
    };
  }

  private static final Set<String> LENGTH =
      Set.of(
          "max_train_steps",
          "max_train_epochs",
          "gradient_accumulation_steps",
          "num_processes",
          "initial_step",
          "initial_epoch");
}
