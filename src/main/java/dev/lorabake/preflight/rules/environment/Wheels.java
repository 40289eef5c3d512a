package dev.lorabake.preflight.rules.environment;

import dev.lorabake.machine.ComputeCapability;
import dev.lorabake.machine.Gpu;

/** Which wheels of torch have kernels for a card. */
final class Wheels {
  private Wheels() {}

  static String usual(Gpu gpu) {
    if (gpu.computeCapability().isBelow(new ComputeCapability(7, 5))) {
      return "the cu126 wheels, torch 2.14 or earlier";
    }
    return gpu.computeCapability().major() >= 10
        ? "the cu128 or cu130 wheels, torch 2.7 or later"
        : "the cu126, cu128 or cu130 wheels";
  }
}
