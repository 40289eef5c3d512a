package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.PythonPackage;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.Remedy;
import dev.lorabake.preflight.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A package that every script of upstream imports, missing or not working. */
final class IncompleteEnvironment extends MachineRule {
  private static final int FEW = 4;

  IncompleteEnvironment() {
    super(
        "incomplete-environment",
        Severity.ERROR,
        "A Python package that every training imports is missing or does not work: sd-scripts"
            + " stops at its start");
  }

  /** At most one: what fails behind the first failure mostly fails because of it. */
  @Override
  List<Fault> faults(Machine machine, Catalog catalog) {
    PythonEnvironment python = machine.python();
    if (python == null) {
      return List.of();
    }
    List<PythonPackage> needed = catalog.packages().stream().filter(PythonPackage::always).toList();
    List<PythonPackage> missing =
        needed.stream().filter(one -> installed(python, one).isEmpty()).toList();
    if (!missing.isEmpty()) {
      return List.of(missing(python, missing, machine));
    }
    return needed.stream()
        .flatMap(one -> broken(python, one).map(why -> broken(python, one, why, machine)).stream())
        .limit(1)
        .toList();
  }

  /** The version of the package, or of another that brings the same module. */
  static Optional<String> installed(PythonEnvironment python, PythonPackage wanted) {
    return wanted.names().stream()
        .flatMap(name -> python.packageVersion(name).stream())
        .findFirst();
  }

  /** Why the package that is installed does not work. */
  static Optional<String> broken(PythonEnvironment python, PythonPackage wanted) {
    Map<String, String> broken = python.broken();
    return wanted.names().stream()
        .filter(name -> python.packageVersion(name).isPresent())
        .flatMap(name -> Optional.ofNullable(broken.get(name)).stream())
        .findFirst();
  }

  private Fault missing(PythonEnvironment python, List<PythonPackage> missing, Machine machine) {
    String names =
        missing.stream().limit(FEW).map(PythonPackage::name).collect(Collectors.joining(", "));
    int more = missing.size() - FEW;
    String message =
        names
            + (more > 0 ? " and " + more + " more" : "")
            + (missing.size() > 1 ? " are" : " is")
            + " not installed in "
            + python.executable()
            + ", and every training imports "
            + (missing.size() > 1 ? "them" : "it");
    String help =
        more > 0
            ? Remedy.INSTALLER
                + " makes a complete environment; --python FILE names another that is there"
            : mend(python, missing, machine);
    return fault(missing.getFirst().name(), message, help);
  }

  private static String mend(
      PythonEnvironment python, List<PythonPackage> missing, Machine machine) {
    if (machine.gpu().isEmpty() || missing.stream().noneMatch(IncompleteEnvironment::isTorch)) {
      return Remedy.install(python, missing);
    }
    List<PythonPackage> others = missing.stream().filter(one -> !isTorch(one)).toList();
    String torch = Remedy.torch(python, machine.gpu().get());
    return others.isEmpty() ? torch : torch + "; then " + Remedy.install(python, others);
  }

  /** Both come in one build for each CUDA. */
  private static boolean isTorch(PythonPackage one) {
    return one.name().equals("torch") || one.name().equals("torchvision");
  }

  private Fault broken(
      PythonEnvironment python, PythonPackage broken, String why, Machine machine) {
    boolean known = broken.symptoms().stream().anyMatch(one -> why.contains(one.text()));
    boolean torch = isTorch(broken) && machine.gpu().isPresent() && !known;
    return fault(
        broken.name(),
        broken.name() + " does not work, and every training imports it: " + why,
        torch ? Remedy.torch(python, machine.gpu().get()) : Remedy.mend(python, broken, why));
  }
}
