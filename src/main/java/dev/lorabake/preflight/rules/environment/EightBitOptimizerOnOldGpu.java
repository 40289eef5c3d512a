package dev.lorabake.preflight.rules.environment;

import dev.lorabake.machine.ComputeCapability;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.PackageVersion;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Remedy;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** An optimizer of bitsandbytes on a card that its builds leave out. */
final class EightBitOptimizerOnOldGpu extends PatternRule {
  private static final ComputeCapability PASCAL = new ComputeCapability(6, 0);
  private static final ComputeCapability VOLTA = new ComputeCapability(7, 0);
  private static final ComputeCapability TURING = new ComputeCapability(7, 5);

  EightBitOptimizerOnOldGpu() {
    super(
        "eight-bit-optimizer-on-old-gpu",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "The card is one that bitsandbytes has no code for: GTX 10xx need a PyTorch for CUDA 11.8"
            + " to 12.6, older cards cannot run it at all",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    ChosenOptimizer optimizer = ChosenOptimizer.of(subject.recipe());
    boolean bits =
        optimizer.type() != null && "bitsandbytes".equals(optimizer.type().pythonPackage());
    if (gpu == null || !bits || !gpu.computeCapability().isBelow(TURING)) {
      return List.of();
    }
    String card = gpu.name() + ", compute capability " + gpu.computeCapability();
    if (gpu.computeCapability().isBelow(PASCAL)) {
      return instead(subject, Severity.ERROR, optimizer.name() + " cannot run on " + card);
    }
    boolean pascal = gpu.computeCapability().isBelow(VOLTA);
    PythonEnvironment python = subject.machine().python();
    String cuda = python == null ? null : python.cudaBuild();
    if (cuda == null) {
      return python == null && pascal
          ? instead(
              subject,
              Severity.ADVICE,
              optimizer.name() + " on " + card + " works only with a PyTorch for CUDA 11.8 to 12.6")
          : List.of();
    }
    boolean covered = pascal ? !isAtLeast(cuda, "12.8") : !isAtLeast(cuda, "13.0");
    return covered
        ? List.of()
        : instead(
            subject,
            Severity.ERROR,
            optimizer.name()
                + " on "
                + card
                + ": bitsandbytes for CUDA "
                + cuda
                + " has no code for it");
  }

  private List<Finding> instead(Subject subject, Severity severity, String message) {
    return found(
            subject,
            message,
            severity == Severity.ERROR && message.contains("cannot run on")
                ? "optimizer_type = \"AdamW\""
                : "install the PyTorch wheels for CUDA 12.6 (cu126)"
                    + command(subject)
                    + ", or optimizer_type = \"AdamW\"")
        .as(severity)
        .fix("optimizer_type", "AdamW")
        .choice()
        .list();
  }

  private static String command(Subject subject) {
    PythonEnvironment python = subject.machine().python();
    Gpu gpu = subject.machine().gpu().orElse(null);
    return python == null || gpu == null ? "" : ": " + Remedy.torch(python, gpu);
  }

  private static boolean isAtLeast(String cuda, String least) {
    PackageVersion version = PackageVersion.parse(cuda);
    return version != null && version.isWithin(least, null);
  }
}
