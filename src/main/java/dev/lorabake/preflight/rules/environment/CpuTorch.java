package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.machine.TorchBuild;
import dev.lorabake.preflight.Remedy;
import dev.lorabake.preflight.Severity;
import java.util.List;

/** A PyTorch without CUDA beside a card. */
final class CpuTorch extends MachineRule {
  CpuTorch() {
    super(
        "cpu-torch",
        Severity.ERROR,
        "There is a GPU, but the installed PyTorch is a CPU build, and training would run on the"
            + " processor");
  }

  @Override
  List<Fault> faults(Machine machine, Catalog catalog) {
    Gpu gpu = machine.gpu().orElse(null);
    PythonEnvironment python = machine.python();
    if (gpu == null || python == null || machine.named()) {
      return List.of();
    }
    TorchBuild torch = python.torch();
    if (torch == null || !torch.forProcessor()) {
      return List.of();
    }
    return List.of(
        fault(
            "torch",
            gpu.name()
                + " is there, but this PyTorch "
                + python.packageVersion("torch").orElse("")
                + " is a CPU build",
            Remedy.torch(python, gpu)));
  }
}
