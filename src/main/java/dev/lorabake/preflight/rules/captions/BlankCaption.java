package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** A caption whose first line says nothing. */
final class BlankCaption extends PatternRule {
  BlankCaption() {
    super(
        "blank-caption",
        Topic.CAPTIONS,
        Severity.WARNING,
        "The first line of a caption file is blank, and only the first line counts",
        "caption_extension",
        "enable_wildcard");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : subject.plan().problems()) {
      if (problem.kind() == PlanProblem.Kind.CAPTION_BLANK) {
        findings.add(
            found(
                    subject,
                    problem.subject()
                        + ": "
                        + problem.detail()
                        + ", and are trained with an empty text",
                    "write the caption into the first line")
                .at(problem.at())
                .finding());
      }
    }
    return findings;
  }
}
