package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** A caption in another encoding. */
final class UnreadableCaption extends PatternRule {
  UnreadableCaption() {
    super(
        "unreadable-caption",
        Topic.CAPTIONS,
        Severity.ERROR,
        "A caption file is not UTF-8 text, and sd-scripts stops at it",
        "caption_extension");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : subject.plan().problems()) {
      if (problem.kind() == PlanProblem.Kind.CAPTION_UNREADABLE) {
        findings.add(
            found(
                    subject,
                    problem.subject() + ": " + problem.detail() + ", and sd-scripts stops there",
                    "save the caption as UTF-8")
                .at(problem.at())
                .finding());
      }
    }
    return findings;
  }
}
