package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.PlanProblems;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A parent of image folders without any. */
public final class NoRepeatFolders extends PatternRule {
  public NoRepeatFolders() {
    super(
        "no-repeat-folders",
        Topic.DATASET,
        Severity.ERROR,
        "The folder has no child like 10_name, so that sd-scripts finds no image in it",
        "train_data_dir",
        "reg_data_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : PlanProblems.of(subject, Kind.NO_REPEAT_FOLDERS)) {
      findings.add(finding(subject, problem));
    }
    return findings;
  }

  private Finding finding(Subject subject, PlanProblem problem) {
    Path folder = Path.of(problem.subject());
    String option = PlanProblems.folderOption(subject, problem);
    long images = ImageFolders.images(folder);
    Path parent = folder.getParent();
    if (images > 0 && parent != null && ImageFolders.isRepeatFolder(folder)) {
      return found(
              subject,
              option
                  + " is "
                  + folder
                  + " itself; sd-scripts looks for such folders below it and finds no image",
              option + " = " + Figures.value(parent.toString()))
          .about(option)
          .at(problem.at())
          .fix(option, parent.toString())
          .finding();
    }
    return found(
            subject,
            images > 0
                ? Figures.count(images, "image")
                    + " lie directly in "
                    + option
                    + " "
                    + folder
                    + ", where sd-scripts does not look: it wants folders like 10_name there"
                : option + " " + folder + " has no folder like 10_name, so that no image is found",
            images > 0
                ? "move them to "
                    + folder.resolve("10_name")
                    + ", where 10 is the number of repeats"
                : "make a folder like 10_name in it for the images, 10 being the number of repeats")
        .about(option)
        .at(problem.at())
        .finding();
  }
}
