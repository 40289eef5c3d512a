package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.machine.TorchBuild;
import dev.lorabake.preflight.Severity;
import java.util.List;

/** An environment for training, and no card. */
final class NoGpu extends MachineRule {
  NoGpu() {
    super(
        "no-gpu",
        Severity.WARNING,
        "No NVIDIA GPU was found: training would run on the processor, hundreds of times slower");
  }

  @Override
  List<Fault> faults(Machine machine, Catalog catalog) {
    PythonEnvironment python = machine.python();
    if (python == null || machine.named() || !machine.gpus().isEmpty()) {
      return List.of();
    }
    TorchBuild torch = python.torch();
    if (torch != null && torch.seesGpu()) {
      return List.of(); // one of AMD, or nvidia-smi is not installed
    }
    return List.of(
        fault(
            "gpu",
            "no NVIDIA GPU was found on this machine: training would run on the processor",
            "name the card to plan for, as in --gpu \"RTX 3060 12GB\", or check the driver with"
                + " nvidia-smi"));
  }
}
