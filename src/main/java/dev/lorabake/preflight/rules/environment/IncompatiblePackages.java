package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.PythonPackage;
import dev.lorabake.catalog.PythonPackage.BadVersion;
import dev.lorabake.machine.Machine;
import dev.lorabake.machine.PackageVersion;
import dev.lorabake.machine.PythonEnvironment;
import dev.lorabake.preflight.Remedy;
import dev.lorabake.preflight.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Versions that are known not to go with upstream, or with each other; the catalogue has them. */
final class IncompatiblePackages extends MachineRule {
  IncompatiblePackages() {
    super(
        "incompatible-packages",
        Severity.ERROR,
        "The installed version of a Python package is known not to work with sd-scripts, or with"
            + " another package that is installed");
  }

  @Override
  List<Fault> faults(Machine machine, Catalog catalog) {
    PythonEnvironment python = machine.python();
    if (python == null) {
      return List.of();
    }
    List<Fault> faults = new ArrayList<>();
    for (PythonPackage one : catalog.packages()) {
      for (BadVersion bad : one.bad()) {
        // what does not even import is told by others, with the error itself
        if (!python.broken().containsKey(one.name())
            && isWithin(python, one.name(), bad.from(), bad.below())
            && clashes(python, bad.with())) {
          faults.add(fault(python, machine, one, bad));
        }
      }
    }
    return faults;
  }

  private static boolean isWithin(
      PythonEnvironment python, String name, @Nullable String from, @Nullable String below) {
    PackageVersion version = python.packageVersion(name).map(PackageVersion::parse).orElse(null);
    return version != null && version.isWithin(from, below);
  }

  private static boolean clashes(PythonEnvironment python, PythonPackage.@Nullable Range with) {
    return with == null || isWithin(python, with.name(), with.from(), with.below());
  }

  private static Fault fault(
      PythonEnvironment python, Machine machine, PythonPackage one, BadVersion bad) {
    PythonPackage.Range with = bad.with();
    String message =
        one.name()
            + " "
            + python.packageVersion(one.name()).orElse("")
            + (with == null
                ? ""
                : " with " + with.name() + " " + python.packageVersion(with.name()).orElse(""))
            + ": "
            + bad.consequence();
    boolean torch = one.name().equals("torch") && machine.gpu().isPresent();
    String help =
        torch
            ? Remedy.torch(python, machine.gpu().get())
            : bad.install() != null
                ? Remedy.pip(python, bad.install())
                : Remedy.install(python, List.of(one));
    return new Fault(
        "incompatible-packages",
        bad.error() ? Severity.ERROR : Severity.WARNING,
        one.name(),
        message,
        help);
  }
}
