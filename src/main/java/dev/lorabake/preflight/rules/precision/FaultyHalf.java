package dev.lorabake.preflight.rules.precision;

import dev.lorabake.machine.ComputeCapability;
import dev.lorabake.machine.Gpu;

/** The cards whose fp16 is known to give NaN: GTX 16xx, Turing without tensor cores. */
final class FaultyHalf {
  private FaultyHalf() {}

  static boolean has(Gpu gpu) {
    return gpu.computeCapability().equals(new ComputeCapability(7, 5)) && !gpu.fp16TensorCores();
  }
}
