package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.Remedy;
import dev.lorabake.preflight.Severity;
import java.util.List;

/** A Python from before 3.10. */
final class PythonTooOld extends MachineRule {
  PythonTooOld() {
    super(
        "python-too-old",
        Severity.ERROR,
        "sd-scripts uses syntax of Python 3.10 and stops at its first import");
  }

  @Override
  List<Fault> faults(Machine machine, Catalog catalog) {
    PythonEnvironment python = machine.python();
    if (python == null
        || machine.named()
        || !python.version().matches("(2\\.\\d+|3\\.\\d)(\\.\\d.*)?")) {
      return List.of();
    }
    return List.of(
        fault(
            "python",
            "sd-scripts needs Python 3.10, and " + python.executable() + " is " + python.version(),
            Remedy.INSTALLER
                + " makes an environment with a newer one; 3.10 to 3.12 are tested most"));
  }
}
