package dev.lorabake.preflight.rules.environment;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.machine.Machine;
import dev.lorabake.preflight.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules of this topic, by class name; a new rule is added here. */
public final class EnvironmentRules {
  private EnvironmentRules() {}

  public static List<Rule> all() {
    return List.of(
        new CpuTorch(),
        new DeepspeedBatchSize(),
        new DeepspeedKeepsMaster(),
        new DeepspeedOnOneProcess(),
        new DriverTooOld(),
        new EightBitOptimizerOnOldGpu(),
        new GpuUnseenByTorch(),
        new IncompatiblePackages(),
        new IncompleteEnvironment(),
        new MissingPackage(),
        new MoreProcessesThanGpus(),
        new NoGpu(),
        new PythonTooOld(),
        new TokenizerOutOfReach(),
        new TooManyCpuThreads(),
        new TorchWithoutKernels(),
        new UnusedLaunchOption(),
        new XformersOnNewGpu());
  }

  /** What is wrong with the machine for any recipe, the most basic first. */
  public static List<Fault> faults(Machine machine, Catalog catalog) {
    return Stream.of(
            new PythonTooOld(),
            new IncompleteEnvironment(),
            new IncompatiblePackages(),
            new CpuTorch(),
            new DriverTooOld(),
            new GpuUnseenByTorch(),
            new TorchWithoutKernels(),
            new NoGpu())
        .flatMap(rule -> rule.faults(machine, catalog).stream())
        .toList();
  }
}
