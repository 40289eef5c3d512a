package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Images that nothing describes. */
final class MissingCaption extends PatternRule {
  MissingCaption() {
    super(
        "missing-caption",
        Topic.CAPTIONS,
        Severity.WARNING,
        "Images have neither a caption nor class tokens, and are trained with an empty text",
        "caption_extension");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean explained =
        subject.plan().datasets().stream()
            .anyMatch(dataset ->
                dataset.captionsMissing() > 0
                    && dataset.captionsMissing() == dataset.sourceImages());
    if (explained) {
      return List.of(); // said by captions-not-found
    }
    return subject.plan().problems().stream()
        .filter(problem -> problem.kind() == PlanProblem.Kind.CAPTION_MISSING)
        .map(problem ->
            found(
                    subject,
                    problem.subject() + ": " + problem.detail(),
                    "write captions, or class_tokens for the subset")
                .at(problem.at())
                .finding())
        .toList();
  }
}
