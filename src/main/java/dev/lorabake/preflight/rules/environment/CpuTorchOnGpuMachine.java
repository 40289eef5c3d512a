package dev.lorabake.preflight.rules.environment;

import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A torch that cannot see the card. */
public final class CpuTorchOnGpuMachine extends PatternRule {
  public CpuTorchOnGpuMachine() {
    super(
        "cpu-torch-on-gpu-machine",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "The installed torch is built for the CPU, and the GPU would stay idle");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    if (gpu == null || !TorchBuild.of(subject.machine()).cpu()) {
      return List.of();
    }
    PythonEnvironment python = subject.machine().python();
    String version = python == null ? "" : python.packageVersion("torch").orElse("");
    return found(
            subject,
            "torch "
                + version
                + " is built for the CPU: the "
                + gpu.name()
                + " would stay idle and the training take days",
            "install torch and torchvision for CUDA ("
                + Wheels.usual(gpu)
                + ") into this environment")
        .list();
  }
}
