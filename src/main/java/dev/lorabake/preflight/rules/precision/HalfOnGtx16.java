package dev.lorabake.preflight.rules.precision;

import dev.lorabake.machine.ComputeCapability;
import dev.lorabake.machine.Gpu;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** fp16 on the cards that compute it wrongly. */
final class HalfOnGtx16 extends PatternRule {
  HalfOnGtx16() {
    super(
        "half-on-gtx16",
        Topic.PRECISION,
        Severity.WARNING,
        "GTX 16xx cards are known for NaN in fp16: black samples and a loss that is no number",
        "mixed_precision",
        "no_half_vae");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    boolean half = subject.recipe().text("mixed_precision").orElse("").equals("fp16");
    boolean gtx16 =
        gpu != null
            && gpu.computeCapability().equals(new ComputeCapability(7, 5))
            && !gpu.fp16TensorCores();
    if (gpu == null || !gtx16 || !half) {
      return List.of();
    }
    return found(
            subject,
            "mixed_precision fp16 on " + gpu.name() + ", which is known for NaN in fp16",
            "mixed_precision = \"no\" where memory allows, else add no_half_vae = true and watch"
                + " the loss")
        .fix("mixed_precision", "no")
        .list();
  }
}
