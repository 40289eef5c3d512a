package dev.lorabake.preflight.rules.dataset;

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
import java.util.Set;

/** A value that the plan cannot use. */
public final class UnusableValue extends PatternRule {
  public UnusableValue() {
    super(
        "unusable-value",
        Topic.DATASET,
        Severity.ERROR,
        "A value that the dataset or the plan needs is missing or makes no sense",
        "resolution",
        "image_dir",
        "num_repeats");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (PlanProblem problem : PlanProblems.of(subject, Kind.VALUE_INVALID)) {
      String key = problem.subject();
      if (!LENGTH.contains(key)) {
        String option =
            PlanProblems.settingAt(subject, problem.at())
                .orElseGet(() -> PlanProblems.datasetAt(subject, problem.at()).nameFor(key));
        findings.add(
            found(subject, key + ": " + problem.detail(), help(subject, key))
                .about(option)
                .at(problem.at())
                .finding());
      }
    }
    return findings;
  }

  private static String help(Subject subject, String key) {
    return switch (key) {
      case "resolution" -> "resolution = " + subject.recipe().family().resolution();
      case "image_dir" -> "image_dir = \"folder of images\" in [[datasets.subsets]]";
      case "num_repeats" -> "num_repeats = 1 or more, or remove the subset";
      case "metadata_file" -> "put the subsets with metadata_file into [[datasets]] of their own";
      case "in_json" -> "train_data_dir = the folder from which the names in the file count";
      default -> "correct " + key + ", or remove it";
    };
  }

  /** These have a rule among those of the run's length. */
  private static final Set<String> LENGTH =
      Set.of(
          "max_train_steps",
          "max_train_epochs",
          "gradient_accumulation_steps",
          "num_processes",
          "initial_step",
          "initial_epoch");
}
