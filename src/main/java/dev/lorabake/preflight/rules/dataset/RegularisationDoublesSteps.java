package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.plan.Plan;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** What regularisation images cost. */
final class RegularisationDoublesSteps extends PatternRule {
  RegularisationDoublesSteps() {
    super(
        "regularisation-doubles-steps",
        Topic.DATASET,
        Severity.ADVICE,
        "Regularisation images are repeated until they are as many as the training images, which"
            + " doubles the steps of an epoch",
        "reg_data_dir",
        "is_reg");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Plan plan = subject.plan();
    if (plan.images().reg() <= 0 || plan.images().train() <= 0) {
      return List.of();
    }
    return found(
            subject,
            "regularisation images double the epoch: "
                + plan.updatesPerEpoch()
                + " steps for "
                + Figures.count(plan.images().train(), "training image")
                + " (repeats counted), "
                + plan.totalSteps()
                + " steps in all",
            "count on twice the time, halve the repeats, or leave them out: most LoRAs do without")
        .list();
  }
}
