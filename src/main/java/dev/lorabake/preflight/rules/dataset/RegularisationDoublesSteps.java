package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.Plan;
import dev.lorabake.plan.PlannedDataset;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Regularisation images take half of the training. */
public final class RegularisationDoublesSteps extends PatternRule {
  public RegularisationDoublesSteps() {
    super(
        "regularisation-doubles-steps",
        Topic.DATASET,
        Severity.ADVICE,
        "Regularisation images are repeated until they are as many as the training"
            + " images, so that half of all samples are theirs",
        "reg_data_dir",
        "is_reg");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Plan plan = subject.plan();
    long files = plan.datasets().stream().mapToLong(PlannedDataset::regImages).sum();
    if (files == 0 || plan.images().train() == 0 || plan.totalSteps() == 0) {
      return List.of();
    }
    boolean byEpochs = subject.recipe().isSet("max_train_epochs");
    return found(
            subject,
            Figures.count(files, "regularisation image")
                + (files == 1 ? " is" : " are")
                + " repeated to match "
                + Figures.count(plan.images().train(), "training sample")
                + (byEpochs
                    ? ": an epoch takes about twice the steps, the run " + plan.totalSteps()
                    : ": of "
                        + plan.totalSteps()
                        + " steps only about half go to the training images"),
            byEpochs
                ? "count with the doubled time, or train without them"
                : "double max_train_steps if it was meant for the training images alone")
        .about(subject.recipe().datasets().isEmpty() ? "reg_data_dir" : "is_reg")
        .list();
  }
}
