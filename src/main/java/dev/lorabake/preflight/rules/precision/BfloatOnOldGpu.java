package dev.lorabake.preflight.rules.precision;

import dev.lorabake.machine.ComputeCapability;
import dev.lorabake.machine.Gpu;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** bf16 on a card that has to emulate it. */
final class BfloatOnOldGpu extends PatternRule {
  BfloatOnOldGpu() {
    super(
        "bfloat-on-old-gpu",
        Topic.PRECISION,
        Severity.WARNING,
        "The card is older than bf16 (compute capability below 8.0): PyTorch emulates it, slowly"
            + " and without saving memory",
        "mixed_precision",
        "full_bf16");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    boolean bfloat = subject.recipe().text("mixed_precision").orElse("").equals("bf16");
    if (gpu == null || gpu.nativeBf16() || !bfloat) {
      return List.of();
    }
    boolean turingWithoutTensorCores =
        gpu.computeCapability().equals(new ComputeCapability(7, 5)) && !gpu.fp16TensorCores();
    String better = turingWithoutTensorCores ? "no" : "fp16";
    Draft draft =
        found(
                subject,
                "mixed_precision bf16 on "
                    + gpu.name()
                    + ", compute capability "
                    + gpu.computeCapability()
                    + ": emulated, slow, and as large as fp32",
                "mixed_precision = \"" + better + "\"")
            .fix("mixed_precision", better);
    if (subject.recipe().flag("full_bf16")) {
      draft.remove("full_bf16");
    }
    return draft.list();
  }
}
