package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.PlanProblem;
import dev.lorabake.preflight.Severity;

/** A folder that upstream passes by. */
final class IgnoredFolder extends PlanProblemRule {
  IgnoredFolder() {
    super(
        "ignored-folder",
        Severity.WARNING,
        "A folder in train_data_dir does not begin with a number of repeats, and its images are"
            + " not used",
        PlanProblem.Kind.FOLDER_IGNORED,
        "rename it, as in 10_name, or move it away",
        "train_data_dir",
        "reg_data_dir");
  }
}
