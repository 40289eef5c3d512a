package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A caption that says nothing. */
public final class EmptyCaption extends PatternRule {
  public EmptyCaption() {
    super(
        "empty-caption",
        Topic.CAPTIONS,
        Severity.WARNING,
        "Caption files are empty, or their first line is, which is the one that counts",
        "caption_extension");
  }

  @Override
  public List<Finding> check(Subject subject) {
    return subject.plan().problems().stream()
        .filter(problem -> problem.kind() == PlanProblem.Kind.CAPTION_EMPTY)
        .map(problem ->
            found(
                    subject,
                    problem.subject() + ": " + problem.detail(),
                    "write the caption into the first line")
                .at(problem.at())
                .finding())
        .toList();
  }
}
