package dev.lorabake.preflight.rules.environment;

import dev.lorabake.machine.Gpu;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A torch that knows the card and cannot compute on it. */
public final class TorchWithoutKernelsForGpu extends PatternRule {
  public TorchWithoutKernelsForGpu() {
    super(
        "torch-without-kernels-for-gpu",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "The installed torch has no kernels for this card: \"no kernel image is available\"");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    TorchBuild build = TorchBuild.of(subject.machine());
    if (gpu == null || build.supports(gpu.computeCapability())) {
      return List.of();
    }
    return found(
            subject,
            "the installed torch has kernels for "
                + String.join(", ", build.architectures())
                + ", and the "
                + gpu.name()
                + " has compute capability "
                + gpu.computeCapability(),
            "install " + Wheels.usual(gpu) + " and the packages that match")
        .list();
  }
}
