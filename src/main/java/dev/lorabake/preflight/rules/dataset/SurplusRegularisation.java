package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Regularisation images that are never used. */
final class SurplusRegularisation extends PatternRule {
  SurplusRegularisation() {
    super(
        "surplus-regularisation",
        Topic.DATASET,
        Severity.WARNING,
        "There are more regularisation images than training images, repeats counted, and the"
            + " surplus is never used",
        "reg_data_dir",
        "is_reg",
        "num_repeats");
  }

  @Override
  public List<Finding> check(Subject subject) {
    long reg = subject.plan().images().reg();
    long train = subject.plan().images().train();
    if (train <= 0 || reg <= train) {
      return List.of();
    }
    return found(
            subject,
            reg
                + " regularisation images and "
                + train
                + " training images, repeats counted: "
                + (reg - train)
                + " are never used",
            "num_repeats = 1 for the regularisation folder, or more repeats of the training images")
        .list();
  }
}
