package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.PlanProblems;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of images that is not there. */
public final class FolderMissing extends PatternRule {
  public FolderMissing() {
    super(
        "folder-missing",
        Topic.DATASET,
        Severity.ERROR,
        "A folder of images is not there, and sd-scripts passes over it in silence",
        "image_dir",
        "train_data_dir",
        "reg_data_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : PlanProblems.of(subject, Kind.FOLDER_MISSING)) {
      String option = PlanProblems.folderOption(subject, problem);
      boolean elsewhere = subject.machine().named();
      findings.add(
          found(
                  subject,
                  elsewhere
                      ? option
                          + ": "
                          + problem.subject()
                          + " is not on this machine; the machine that trains must have it"
                      : option + ": " + problem.subject() + ": " + problem.detail(),
                  ImageFolders.rightUpTo(Path.of(problem.subject())))
              .about(option)
              .at(problem.at())
              .as(elsewhere ? Severity.WARNING : Severity.ERROR)
              .finding());
    }
    return findings;
  }
}
