package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.SubsetBlock;
import java.util.ArrayList;
import java.util.List;

/** Regularisation images that are never used. */
public final class RegularisationInOwnDataset extends PatternRule {
  public RegularisationInOwnDataset() {
    super(
        "regularisation-in-own-dataset",
        Topic.DATASET,
        Severity.ERROR,
        "A dataset of regularisation images alone is never used: they are balanced"
            + " against the training images of their own dataset",
        "is_reg");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      if (isRegOnly(dataset)) {
        findings.add(
            found(
                    subject,
                    dataset.name()
                        + " has regularisation images only: sd-scripts repeats them until they"
                        + " match the dataset's own training images, which are 0, and uses none",
                    "move the subset with is_reg = true into the [[datasets]] of the training"
                        + " images")
                .about(dataset.subsetName(0) + ".is_reg")
                .at(dataset.find(0, "is_reg").map(KeyValue::at).orElse(null))
                .finding());
      }
    }
    return findings;
  }

  static boolean isRegOnly(DatasetView dataset) {
    List<SubsetBlock> subsets = dataset.subsets();
    return !subsets.isEmpty()
        && subsets.stream().allMatch(subset -> subset.settings().flag("is_reg").orElse(false));
  }
}
