package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** Nothing to train on is named. */
final class MissingDataset extends PlanProblemRule {
  MissingDataset() {
    super(
        "missing-dataset",
        Severity.ERROR,
        "No images are named: neither datasets nor train_data_dir nor in_json",
        PlanProblem.Kind.NO_DATASET,
        "add [[datasets]] with a subset whose image_dir is your folder",
        "train_data_dir",
        "in_json",
        "dataset_config");
  }
}
