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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A folder of images that is passed over. */
public final class FolderIgnored extends PatternRule {
  public FolderIgnored() {
    super(
        "folder-ignored",
        Topic.DATASET,
        Severity.WARNING,
        "A folder with images is passed over, because its name does not begin with a"
            + " number of repeats",
        "train_data_dir",
        "reg_data_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Set<String> reported = new HashSet<>();
    PlanProblems.of(subject, Kind.NO_REPEAT_FOLDERS).forEach(p -> reported.add(p.subject()));
    List<Finding> findings = new ArrayList<>();
    for (Affected affected : Affected.of(subject, Kind.FOLDER_IGNORED)) {
      List<String> names =
          PlanProblems.of(subject, Kind.FOLDER_IGNORED).stream()
              .map(problem -> Path.of(problem.subject()))
              .filter(path ->
                  String.valueOf(path.getParent()).equals(affected.folder())
                      || path.getParent() == null)
              .filter(path -> !Files.isDirectory(path) || ImageFolders.images(path) > 0)
              .map(ImageFolders::name)
              .toList();
      if (!names.isEmpty() && !reported.contains(affected.folder())) {
        findings.add(finding(subject, affected.first(), names));
      }
    }
    return findings;
  }

  private Finding finding(Subject subject, PlanProblem problem, List<String> names) {
    String option = PlanProblems.folderOption(subject, problem);
    return found(
            subject,
            option
                + ": "
                + Figures.count(names.size(), "folder")
                + " with images passed over ("
                + String.join(", ", names.subList(0, Math.min(3, names.size())))
                + "): no number of repeats stands before the name",
            "rename it, as in 10_" + names.getFirst() + " for 10 repeats, or move it elsewhere")
        .about(option)
        .at(problem.at())
        .finding();
  }
}
