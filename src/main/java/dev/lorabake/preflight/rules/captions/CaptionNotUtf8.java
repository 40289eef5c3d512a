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

/** A caption that is no UTF-8. */
public final class CaptionNotUtf8 extends PatternRule {
  public CaptionNotUtf8() {
    super(
        "caption-not-utf8",
        Topic.CAPTIONS,
        Severity.ERROR,
        "A caption file is not written in UTF-8, and one such file stops sd-scripts",
        "caption_extension");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : PlanProblems.of(subject, Kind.CAPTION_UNREADABLE)) {
      findings.add(
          found(
                  subject,
                  problem.subject() + ": " + problem.detail() + ", which stops sd-scripts",
                  "save it anew as UTF-8")
              .about(PlanProblems.folderOption(subject, problem))
              .at(problem.at())
              .finding());
    }
    return findings;
  }
}
