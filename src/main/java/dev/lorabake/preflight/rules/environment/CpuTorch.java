package dev.lorabake.preflight.rules.environment;

import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A PyTorch without CUDA beside a card. */
final class CpuTorch extends PatternRule {
  CpuTorch() {
    super(
        "cpu-torch",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "There is a GPU, but the installed PyTorch is a CPU build, and training would run on the"
            + " processor");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Gpu gpu = subject.machine().gpu().orElse(null);
    PythonEnvironment python = subject.machine().python();
    if (gpu == null || python == null || subject.machine().named()) {
      return List.of();
    }
    if (python.packageVersion("torch").isEmpty() || python.cudaBuild() != null) {
      return List.of();
    }
    return found(
            subject,
            gpu.name()
                + " is there, but this PyTorch "
                + python.packageVersion("torch").orElse("")
                + " is a CPU build",
            "install the wheels for your driver's CUDA, such as cu128 (cu126 for GTX 10xx)")
        .about("torch")
        .list();
  }
}
