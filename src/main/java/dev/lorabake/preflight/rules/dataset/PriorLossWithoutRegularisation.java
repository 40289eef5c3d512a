package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Setting;
import java.util.List;
import java.util.Optional;

/** A weight for images that are not there. */
final class PriorLossWithoutRegularisation extends PatternRule {
  PriorLossWithoutRegularisation() {
    super(
        "prior-loss-without-regularisation",
        Topic.DATASET,
        Severity.WARNING,
        "The weight of regularisation images is set, and there are no such images",
        "prior_loss_weight");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Optional<Setting> set = subject.recipe().find("prior_loss_weight");
    boolean reg = subject.plan().datasets().stream().anyMatch(dataset -> dataset.regImages() > 0);
    boolean usual = subject.recipe().number("prior_loss_weight").orElse(1) == 1;
    if (set.isEmpty() || usual || reg || subject.plan().totalSteps() == 0) {
      return List.of();
    }
    return found(
            subject,
            "prior_loss_weight "
                + Figures.value(set.get().value())
                + " weighs regularisation images, and there are none",
            "remove it, or name them: reg_data_dir, or is_reg = true in a subset")
        .remove("prior_loss_weight")
        .list();
  }
}
