package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.ComputeCapability;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.Remedy;
import dev.lorabake.preflight.Severity;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PyTorch that was not built for the card. */
final class TorchWithoutKernels extends MachineRule {
  private static final Pattern BINARY = Pattern.compile("sm_(\\d{1,4})(\\d)[a-z]?");
  private static final Pattern PORTABLE = Pattern.compile("compute_(\\d{1,4})(\\d)[a-z]?");

  TorchWithoutKernels() {
    super(
        "torch-without-kernels",
        Severity.ERROR,
        "The installed PyTorch has no code for the card: \"no kernel image is available\"");
  }

  @Override
  List<Fault> faults(Machine machine, Catalog catalog) {
    Gpu gpu = machine.gpu().orElse(null);
    PythonEnvironment python = machine.python();
    if (gpu == null
        || python == null
        || python.cudaBuild() == null
        || python.architectures().isEmpty()) {
      return List.of();
    }
    ComputeCapability card = gpu.computeCapability();
    if (python.architectures().stream().anyMatch(built -> serves(built, card))) {
      return List.of();
    }
    return List.of(
        fault(
            "torch",
            "this PyTorch, built for CUDA "
                + python.cudaBuild()
                + ", has no code for "
                + gpu.name()
                + ", compute capability "
                + card,
            Remedy.torch(python, gpu)));
  }

  /** Binary code runs on its own major version from its minor on, PTX on everything later. */
  private static boolean serves(String built, ComputeCapability card) {
    Matcher binary = BINARY.matcher(built);
    if (binary.matches()) {
      ComputeCapability made = capability(binary);
      return made.major() == card.major() && made.minor() <= card.minor();
    }
    Matcher portable = PORTABLE.matcher(built);
    return portable.matches() && !card.isBelow(capability(portable));
  }

  private static ComputeCapability capability(Matcher matcher) {
    return new ComputeCapability(
        Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }
}
