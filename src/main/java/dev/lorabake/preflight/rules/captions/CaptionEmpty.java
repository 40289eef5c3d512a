package dev.lorabake.preflight.rules.captions;

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

/** A caption file without a byte. */
public final class CaptionEmpty extends PatternRule {
  public CaptionEmpty() {
    super(
        "caption-empty",
        Topic.CAPTIONS,
        Severity.ERROR,
        "A caption file is empty, and one such file stops sd-scripts",
        "caption_extension");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : PlanProblems.of(subject, Kind.CAPTION_EMPTY)) {
      findings.add(
          found(
                  subject,
                  problem.subject() + ": " + problem.detail() + ", which stops sd-scripts",
                  "write a caption into it, or delete the file")
              .about(PlanProblems.folderOption(subject, problem))
              .at(problem.at())
              .finding());
    }
    return findings;
  }
}
