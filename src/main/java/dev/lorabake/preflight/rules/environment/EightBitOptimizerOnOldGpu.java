package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.machine.ComputeCapability;
import dev.lorabake.machine.Gpu;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** 8-bit and paged optimizers on Maxwell, Pascal and Volta. */
public final class EightBitOptimizerOnOldGpu extends PatternRule {
  private static final ComputeCapability PASCAL = new ComputeCapability(6, 0);
  private static final ComputeCapability VOLTA = new ComputeCapability(7, 0);
  private static final ComputeCapability TURING = new ComputeCapability(7, 5);

  public EightBitOptimizerOnOldGpu() {
    super(
        "eight-bit-optimizer-on-old-gpu",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "The package bitsandbytes has no kernels for this card in the build that goes with the"
            + " installed torch",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    OptimizerType type =
        subject
            .recipe()
            .text("optimizer_type")
            .flatMap(subject.recipe().catalog()::optimizer)
            .orElse(null);
    if (gpu == null
        || type == null
        || !"bitsandbytes".equals(type.pythonPackage())
        || !gpu.computeCapability().isBelow(TURING)) {
      return List.of();
    }
    boolean hopeless = gpu.computeCapability().isBelow(PASCAL);
    boolean volta = !gpu.computeCapability().isBelow(VOLTA);
    int limit = volta ? 129 : 126;
    TorchBuild build = TorchBuild.of(subject.machine());
    if (!hopeless && build.cuda() != null && build.cuda() <= limit) {
      return List.of();
    }
    String card = gpu.name() + " (compute capability " + gpu.computeCapability() + ")";
    if (hopeless) {
      return found(
              subject,
              type.name()
                  + " comes from bitsandbytes, whose builds no longer have kernels for the "
                  + card,
              "optimizer_type = \"Adafactor\", or \"AdamW\" where the memory allows it")
          .fix("optimizer_type", "Adafactor")
          .list();
    }
    String works =
        "it works with torch built for CUDA "
            + (volta ? "11.8 to 12.8" : "11.8 to 12.6")
            + " (its cu126 wheels, up to torch 2.14) and the bitsandbytes that matches";
    Integer cuda = build.cuda();
    return found(
            subject,
            type.name()
                + " on a "
                + card
                + (cuda == null
                    ? " runs only where bitsandbytes was built for an older CUDA"
                    : ": bitsandbytes for the installed CUDA "
                        + cuda / 10
                        + "."
                        + cuda % 10
                        + " has no kernels for it"),
            works + "; else optimizer_type = \"Adafactor\" or \"AdamW\"")
        .as(cuda == null ? Severity.ADVICE : Severity.ERROR)
        .list();
  }
}
