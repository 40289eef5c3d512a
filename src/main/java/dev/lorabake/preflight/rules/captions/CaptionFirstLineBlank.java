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

/** A caption that begins with a blank line. */
public final class CaptionFirstLineBlank extends PatternRule {
  public CaptionFirstLineBlank() {
    super(
        "caption-first-line-blank",
        Topic.CAPTIONS,
        Severity.WARNING,
        "A caption begins with a blank line, and only the first line of a caption is" + " read",
        "caption_extension");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : PlanProblems.of(subject, Kind.CAPTION_BLANK)) {
      findings.add(
          found(
                  subject,
                  problem.subject()
                      + ": "
                      + problem.detail()
                      + ", and only the first line is read: they are trained on an empty caption",
                  "begin the file with the caption, or set enable_wildcard = true to read every"
                      + " line")
              .about(PlanProblems.folderOption(subject, problem))
              .at(problem.at())
              .finding());
    }
    return findings;
  }
}
