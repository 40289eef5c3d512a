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

/** A folder without images. */
public final class FolderEmpty extends PatternRule {
  public FolderEmpty() {
    super(
        "folder-empty",
        Topic.DATASET,
        Severity.ERROR,
        "A folder that should hold images holds none that sd-scripts can see",
        "image_dir",
        "train_data_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : PlanProblems.of(subject, Kind.FOLDER_EMPTY)) {
      findings.add(finding(subject, problem));
    }
    return findings;
  }

  private Finding finding(Subject subject, PlanProblem problem) {
    String option = PlanProblems.folderOption(subject, problem);
    List<String> below = ImageFolders.folders(Path.of(problem.subject()));
    boolean nested = !below.isEmpty();
    boolean others = subject.plan().totalSteps() > 0 && !subject.isActive("validation_split");
    String effect =
        others ? "sd-scripts trains without it" : "sd-scripts finds nothing to train on";
    return found(
            subject,
            option
                + ": there is no image in "
                + problem.subject()
                + (nested ? " itself, and folders within it are not searched" : "")
                + ": "
                + effect,
            nested
                ? "name the folder that holds the images, as " + below.getFirst()
                : "put .png, .jpg, .jpeg, .webp or .bmp files into it, or remove it")
        .about(option)
        .at(problem.at())
        .as(others ? Severity.WARNING : Severity.ERROR)
        .finding();
  }
}
