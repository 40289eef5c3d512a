package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem.Kind;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.PlanProblems;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** No images are named at all. */
public final class NoDataset extends PatternRule {
  public NoDataset() {
    super(
        "no-dataset",
        Topic.DATASET,
        Severity.ERROR,
        "The recipe names no images: no datasets, no train_data_dir, no in_json",
        "train_data_dir",
        "in_json");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (!PlanProblems.any(subject, Kind.NO_DATASET)) {
      return List.of();
    }
    return found(
            subject,
            "the recipe names no images: neither [[datasets]] nor train_data_dir nor in_json",
            "add [[datasets]] with [[datasets.subsets]] and image_dir = \"folder of images\"")
        .list();
  }
}
