package dev.lorabake.preflight.rules.steps;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** More batches for a step than an epoch has. */
public final class AccumulationExceedsEpoch extends PatternRule {
  public AccumulationExceedsEpoch() {
    super(
        "accumulation-exceeds-epoch",
        Topic.STEPS,
        Severity.WARNING,
        "An epoch has fewer batches than gradient_accumulation_steps, and a step never"
            + " gathers more than an epoch",
        "gradient_accumulation_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    long accumulation = subject.recipe().whole("gradient_accumulation_steps").orElse(1);
    long batches = subject.plan().batchesPerEpoch();
    if (batches == 0 || accumulation <= batches) {
      return List.of();
    }
    return found(
            subject,
            "gradient_accumulation_steps "
                + accumulation
                + " is more than the "
                + batches
                + " batches of an epoch: the step is taken at its end, with "
                + batches,
            "gradient_accumulation_steps = " + Math.min(batches, 4) + ", or more num_repeats")
        .fix("gradient_accumulation_steps", Math.min(batches, 4))
        .list();
  }
}
