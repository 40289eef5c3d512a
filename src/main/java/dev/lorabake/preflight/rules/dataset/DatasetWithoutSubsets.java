package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.DatasetBlock;
import java.util.ArrayList;
import java.util.List;

/** A dataset that names no images. */
final class DatasetWithoutSubsets extends PatternRule {
  DatasetWithoutSubsets() {
    super(
        "dataset-without-subsets",
        Topic.DATASET,
        Severity.ERROR,
        "A [[datasets]] block has no subset: sd-scripts takes it for a dataset of masks with no"
            + " image, and trains without it or ends with success",
        "image_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    List<DatasetBlock> blocks = subject.recipe().datasets().datasets();
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).subsets().isEmpty()) {
        findings.add(
            found(
                    subject,
                    "datasets[" + i + "] has no [[datasets.subsets]], and so no image",
                    "add [[datasets.subsets]] with image_dir below it, or remove the block")
                .at(blocks.get(i).place())
                .finding());
      }
    }
    return findings;
  }
}
