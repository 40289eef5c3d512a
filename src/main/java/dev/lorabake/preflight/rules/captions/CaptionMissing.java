package dev.lorabake.preflight.rules.captions;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.PlanProblems;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Images without a caption. */
public final class CaptionMissing extends PatternRule {
  public CaptionMissing() {
    super(
        "caption-missing",
        Topic.CAPTIONS,
        Severity.WARNING,
        "Images have no caption file and are trained on an empty caption or on the"
            + " folder's words",
        "caption_extension",
        "class_tokens");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (subject.plan().datasets().stream().allMatch(dataset -> dataset.captionsMissing() == 0)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    Set<String> judged = new HashSet<>();
    for (CaptionFolder folder : CaptionFolder.all(subject)) {
      long captioned = folder.captioned(folder.extension());
      boolean elsewhere = !CaptionExtensionMismatch.meant(folder).isEmpty();
      if (elsewhere || !folder.words().isEmpty()) {
        judged.add(folder.path().toString());
      }
      if (!elsewhere
          && !folder.words().isEmpty()
          && captioned > 0
          && captioned < folder.images().size()) {
        findings.add(partly(subject, folder, folder.images().size() - captioned));
      }
    }
    for (PlanProblem problem : PlanProblems.of(subject, Kind.CAPTION_MISSING)) {
      if (!judged.contains(problem.subject())) {
        findings.add(
            found(
                    subject,
                    problem.subject()
                        + ": "
                        + problem.detail()
                        + ", and are trained on an empty caption",
                    "write captions, or set class_tokens in the subset, as in \"sks cat\"")
                .about(PlanProblems.folderOption(subject, problem))
                .at(problem.at())
                .finding());
      }
    }
    return findings;
  }

  private Finding partly(Subject subject, CaptionFolder folder, long missing) {
    return found(
            subject,
            missing
                + " of "
                + Figures.count(folder.images().size(), "image")
                + " in "
                + folder.path()
                + " have no "
                + folder.extension()
                + " file and are trained on the words "
                + Figures.value(folder.words()),
            "write the missing captions; " + example(folder) + " is the first")
        .about(folder.option())
        .at(folder.at())
        .finding();
  }

  private static String example(CaptionFolder folder) {
    return folder.images().stream()
        .map(image -> image + folder.extension())
        .filter(name -> !folder.names().contains(name))
        .findFirst()
        .orElse("");
  }
}
