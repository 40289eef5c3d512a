package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Regularisation images that are left over. */
public final class SurplusRegularisationImages extends PatternRule {
  public SurplusRegularisationImages() {
    super(
        "surplus-regularisation-images",
        Topic.DATASET,
        Severity.ADVICE,
        "There are more regularisation images than training samples, and the surplus is"
            + " never used",
        "reg_data_dir",
        "is_reg");
  }

  @Override
  public List<Finding> check(Subject subject) {
    long train = subject.plan().images().train();
    long reg = subject.plan().images().reg();
    if (subject.plan().datasets().size() != 1 || train == 0 || reg <= train) {
      return List.of();
    }
    return found(
            subject,
            "with "
                + Figures.count(reg, "regularisation sample")
                + " for "
                + Figures.count(train, "training sample")
                + ", the last "
                + (reg - train)
                + " are never used",
            "fewer regularisation images, a smaller num_repeats for them, or a larger one for the"
                + " training images")
        .about(subject.recipe().datasets().isEmpty() ? "reg_data_dir" : "is_reg")
        .list();
  }
}
