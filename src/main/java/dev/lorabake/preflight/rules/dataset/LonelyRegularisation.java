package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.SubsetBlock;
import java.util.ArrayList;
import java.util.List;

/** Regularisation images in a dataset without training images. */
final class LonelyRegularisation extends PatternRule {
  LonelyRegularisation() {
    super(
        "lonely-regularisation",
        Topic.DATASET,
        Severity.WARNING,
        "Regularisation images are balanced within their own [[datasets]] block: in a block without"
            + " training images they are never used",
        "is_reg");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      List<SubsetBlock> subsets = dataset.subsets();
      boolean all =
          !subsets.isEmpty()
              && subsets.stream().allMatch(s -> s.settings().flag("is_reg").orElse(false));
      if (all && subject.datasets().size() > 1) {
        findings.add(
            found(
                    subject,
                    dataset.name() + " has regularisation images alone, which are never used there",
                    "move its subsets into the block of the training images")
                .at(subsets.getFirst().place())
                .finding());
      }
    }
    return findings;
  }
}
