package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what the plan found out about the dataset. */
abstract class PlanProblemRule extends PatternRule {
  private final PlanProblem.Kind kind;
  private final String help;

  PlanProblemRule(
      String id,
      Severity severity,
      String summary,
      PlanProblem.Kind kind,
      String help,
      String... options) {
    super(id, Topic.DATASET, severity, summary, options);
    this.kind = kind;
    this.help = help;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : subject.plan().problems()) {
      if (problem.kind() == kind) {
        findings.add(finding(subject, problem, severity(subject)));
      }
    }
    return findings;
  }

  final Finding finding(Subject subject, PlanProblem problem, Severity severity) {
    return found(subject, problem.subject() + ": " + problem.detail(), help)
        .at(place(subject, problem))
        .as(severity)
        .finding();
  }

  /** Where the user has to look. */
  @Nullable Place place(Subject subject, PlanProblem problem) {
    return problem.at();
  }

  /** How bad it is for this recipe. */
  Severity severity(Subject subject) {
    return severity();
  }
}
