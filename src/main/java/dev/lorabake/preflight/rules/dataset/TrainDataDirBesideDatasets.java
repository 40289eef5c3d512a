package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** Folders that the datasets replace. */
final class TrainDataDirBesideDatasets extends PatternRule {
  TrainDataDirBesideDatasets() {
    super(
        "train-data-dir-beside-datasets",
        Topic.DATASET,
        Severity.WARNING,
        "The recipe has datasets, so that train_data_dir, reg_data_dir, in_json and dataset_config"
            + " are ignored",
        "train_data_dir",
        "reg_data_dir",
        "in_json",
        "dataset_config");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    if (recipe.datasets().isEmpty() || recipe.datasets().file() != null) {
      return List.of(); // the two options themselves are judged as a pair elsewhere
    }
    List<Finding> findings = new ArrayList<>();
    for (String option : options()) {
      recipe
          .find(option)
          .ifPresent(setting ->
              findings.add(
                  found(
                          subject,
                          option
                              + " "
                              + Figures.value(setting.value())
                              + " is ignored: the images come from [[datasets]]",
                          "remove " + option + ", or name its folders in [[datasets.subsets]]")
                      .about(option)
                      .remove(option)
                      .finding()));
    }
    return findings;
  }
}
