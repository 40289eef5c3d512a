package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A loss that is to be masked, by nothing. */
final class MaskedLossWithoutMasks extends PatternRule {
  MaskedLossWithoutMasks() {
    super(
        "masked-loss-without-masks",
        Topic.DATASET,
        Severity.WARNING,
        "masked_loss is on and no dataset has masks: nothing is masked",
        "masked_loss",
        "conditioning_data_dir",
        "alpha_mask");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean masks =
        subject.datasets().stream()
            .flatMap(dataset -> dataset.subsets().stream())
            .anyMatch(subset -> subset.settings().has("conditioning_data_dir"));
    if (!subject.recipe().flag("masked_loss") || masks || subject.isActive("alpha_mask")) {
      return List.of();
    }
    return found(
            subject,
            "masked_loss is on, and no subset has masks: nothing is masked",
            "conditioning_data_dir in the subsets, or alpha_mask = true for transparent images")
        .list();
  }
}
