package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.machine.TorchBuild;
import dev.lorabake.preflight.Severity;
import java.util.List;

/** The driver shows a card, and a PyTorch for CUDA cannot use it. */
final class GpuUnseenByTorch extends MachineRule {
  GpuUnseenByTorch() {
    super(
        "gpu-unseen-by-torch",
        Severity.ERROR,
        "The driver shows a GPU, but the installed PyTorch cannot use it: training would run on"
            + " the processor, or stop where it asks for half precision");
  }

  @Override
  List<Fault> faults(Machine machine, Catalog catalog) {
    PythonEnvironment python = machine.python();
    Gpu gpu = machine.gpu().orElse(null);
    if (python == null || gpu == null || machine.named()) {
      return List.of();
    }
    TorchBuild torch = python.torch();
    if (torch == null
        || torch.cuda() == null
        || torch.seesGpu()
        || !new DriverTooOld().faults(machine, catalog).isEmpty()) {
      return List.of();
    }
    return List.of(
        fault(
            "gpu",
            "nvidia-smi shows "
                + gpu.name()
                + ", and PyTorch for CUDA "
                + torch.cuda()
                + " can use no GPU",
            "unset CUDA_VISIBLE_DEVICES if it hides the card, restart after a driver update, start a"
                + " container with --gpus all; "
                + python.shownExecutable()
                + " -c \"import torch; torch.zeros(1).cuda()\" shows the reason"));
  }
}
