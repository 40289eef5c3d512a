package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.machine.TorchBuild;
import dev.lorabake.machine.TorchWheels;
import dev.lorabake.preflight.Remedy;
import dev.lorabake.preflight.Severity;
import java.util.List;
import java.util.Optional;

/** A PyTorch for a CUDA that the NVIDIA driver does not know yet. */
final class DriverTooOld extends MachineRule {
  DriverTooOld() {
    super(
        "driver-too-old",
        Severity.ERROR,
        "The installed PyTorch is for a later CUDA than the NVIDIA driver serves, and sees no GPU");
  }

  /**
   * A card that torch could use is proof of the opposite: data centre cards have libraries that
   * serve a later CUDA on an old driver.
   */
  @Override
  List<Fault> faults(Machine machine, Catalog catalog) {
    PythonEnvironment python = machine.python();
    Gpu gpu = machine.gpu().orElse(null);
    if (python == null || gpu == null || machine.named()) {
      return List.of();
    }
    TorchBuild torch = python.torch();
    if (torch == null || torch.cuda() == null || torch.seesGpu()) {
      return List.of();
    }
    Optional<Integer> needed = TorchWheels.oldestDriver(torch.cuda());
    Optional<Integer> driver = gpu.driverMajor();
    if (needed.isEmpty() || driver.isEmpty() || driver.get() >= needed.get()) {
      return List.of();
    }
    String update = "update the NVIDIA driver to " + needed.get() + " or later";
    return List.of(
        fault(
            "driver",
            "this PyTorch is for CUDA "
                + torch.cuda()
                + ", which needs driver "
                + needed.get()
                + " or later, and "
                + gpu.name()
                + " runs on "
                + gpu.driver(),
            TorchWheels.bestFor(gpu).isPresent()
                ? update + ", or install a build for this one: " + Remedy.torch(python, gpu)
                : update));
  }
}
