package dev.lorabake.preflight.rules.steps;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.LaunchKeys;
import java.util.List;

/** An update that would need more batches than an epoch has. */
final class AccumulationLongerThanEpoch extends PatternRule {
  AccumulationLongerThanEpoch() {
    super(
        "accumulation-longer-than-epoch",
        Topic.STEPS,
        Severity.WARNING,
        "Accumulation ends with the epoch, so that more steps than an epoch has batches never add"
            + " up",
        "gradient_accumulation_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    long steps = subject.recipe().whole("gradient_accumulation_steps").orElse(1);
    long batches = subject.plan().batchesPerEpoch();
    long processes =
        Math.max(1, subject.recipe().launch().whole(LaunchKeys.NUM_PROCESSES).orElse(1));
    long each = (batches + processes - 1) / processes;
    if (batches <= 0 || steps <= each) {
      return List.of();
    }
    return found(
            subject,
            "gradient_accumulation_steps "
                + steps
                + ", and an epoch has "
                + Figures.count(each, "batch").replace("batchs", "batches")
                + ": each epoch makes one update of those",
            "gradient_accumulation_steps = " + each + " at most, or more repeats")
        .fix("gradient_accumulation_steps", each)
        .list();
  }
}
