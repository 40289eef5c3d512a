package dev.lorabake.preflight.rules.environment;

import dev.lorabake.preflight.Rule;
import java.util.List;

/** The rules of this topic, by class name; a new rule is added here. */
public final class EnvironmentRules {
  private EnvironmentRules() {}

  public static List<Rule> all() {
    return List.of(
        new CpuTorch(),
        new DeepspeedOnOneGpu(),
        new EightBitOptimizerOnOldGpu(),
        new MissingPackage(),
        new MoreProcessesThanGpus(),
        new NoGpu(),
        new PythonTooOld(),
        new TooManyCpuThreads(),
        new TorchWithoutKernels(),
        new XformersOnNewGpu());
  }
}
