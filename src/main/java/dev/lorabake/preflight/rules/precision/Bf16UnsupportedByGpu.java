package dev.lorabake.preflight.rules.precision;

import dev.lorabake.machine.Gpu;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** bf16 on a card from before compute capability 8.0. */
public final class Bf16UnsupportedByGpu extends PatternRule {
  public Bf16UnsupportedByGpu() {
    super(
        "bf16-unsupported-by-gpu",
        Topic.PRECISION,
        Severity.ERROR,
        "Training in bf16 on a GPU that does not compute in it is emulated: slow, and no memory"
            + " is saved",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    boolean bf16 = subject.recipe().text("mixed_precision").filter("bf16"::equals).isPresent();
    if (gpu == null || gpu.nativeBf16() || !bf16) {
      return List.of();
    }
    boolean halfBroken = FaultyHalf.has(gpu);
    String better = halfBroken ? "no" : "fp16";
    Draft draft =
        found(
                subject,
                "mixed_precision is \"bf16\", and "
                    + gpu.name()
                    + " (compute capability "
                    + gpu.computeCapability()
                    + ") does not compute in it: PyTorch converts everything to fp32 and"
                    + " back, which"
                    + " is slow and saves no memory",
                "mixed_precision = \""
                    + better
                    + "\"; bf16 needs compute capability 8.0 (RTX 30xx, A100) or later")
            .as(subject.recipe().family().flow() ? Severity.WARNING : Severity.ERROR)
            .fix("mixed_precision", better);
    if (subject.recipe().flag("full_bf16")) {
      draft.remove("full_bf16");
    }
    return draft.list();
  }
}
