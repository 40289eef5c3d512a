package dev.lorabake.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the driver's own tool for the GPUs; a missing or hanging tool means no GPU is known. */
final class NvidiaSmi {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final List<String> QUERY =
      List.of(
          "nvidia-smi",
          "--query-gpu=name,memory.total,memory.free,compute_cap,driver_version",
          "--format=csv,noheader,nounits");
  private static final long MIB = 1L << 20;

  private NvidiaSmi() {}

  static List<Gpu> gpus(CommandRunner runner) {
    return runner.run(QUERY, PATIENCE).map(NvidiaSmi::parse).orElse(List.of());
  }

  /** One GPU a line: {@code NVIDIA GeForce RTX 3060, 12288, 11900, 8.6, 570.86.10}. */
  static List<Gpu> parse(String csv) {
    List<Gpu> gpus = new ArrayList<>();
    for (String line : csv.lines().toList()) {
      String[] fields = line.split(",", -1);
      if (fields.length == 5) { // else a driver's complaint among the lines
        gpu(fields).ifPresent(gpus::add);
      }
    }
    return List.copyOf(gpus);
  }

  /** Empty where "[N/A]" or "[Not Supported]" stands for a figure: no GPU to train on. */
  private static Optional<Gpu> gpu(String[] fields) {
    String name = fields[0].strip();
    try {
      ComputeCapability capability = ComputeCapability.parse(fields[3].strip());
      return Optional.of(
          new Gpu(
              name,
              Long.parseLong(fields[1].strip()) * MIB,
              Long.parseLong(fields[2].strip()) * MIB,
              capability,
              hasFp16TensorCores(name, capability),
              fields[4].strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** From Volta on, but for the GTX 16xx, which are Turing without them. */
  private static boolean hasFp16TensorCores(String name, ComputeCapability capability) {
    return !capability.isBelow(new ComputeCapability(7, 0)) && !name.contains("GTX 16");
  }
}
