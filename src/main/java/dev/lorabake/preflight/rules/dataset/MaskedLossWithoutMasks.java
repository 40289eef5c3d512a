package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A masked loss without masks. */
public final class MaskedLossWithoutMasks extends PatternRule {
  public MaskedLossWithoutMasks() {
    super(
        "masked-loss-without-masks",
        Topic.DATASET,
        Severity.ERROR,
        "The loss is to be masked and no dataset has masks, so that nothing is masked",
        "masked_loss",
        "conditioning_data_dir",
        "alpha_mask");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean masks =
        subject.keys("conditioning_data_dir").findAny().isPresent()
            || subject.keys("alpha_mask").anyMatch(KeyValue::isTrue);
    if (masks || !subject.recipe().flag("masked_loss")) {
      return List.of();
    }
    return found(
            subject,
            "masked_loss is on, and no subset has conditioning_data_dir or alpha_mask: the loss is"
                + " not masked",
            "alpha_mask = true for masks in the images' transparency, or conditioning_data_dir ="
                + " \"folder of masks\" in every subset")
        .list();
  }
}
