package dev.lorabake.machine;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the training is to run: this machine as probed, or one that the user will rent.
 *
 * @param named whether the GPU was named by the user instead of found
 * @param memoryBytes main memory, {@code null} where unknown
 * @param python {@code null} when no environment is known or none was probed
 * @param pricePerHour in the user's currency, {@code null} where not said
 */
public record Machine(
    boolean named,
    List<Gpu> gpus,
    int cpuCores,
    @Nullable Long memoryBytes,
    @Nullable PythonEnvironment python,
    @Nullable Double pricePerHour) {

  /** The GPU that the first process trains on; empty on a machine without one. */
  public Optional<Gpu> gpu() {
    return gpus.isEmpty() ? Optional.empty() : Optional.of(gpus.getFirst());
  }

  /** The same machine at that price, in the user's currency. */
  public Machine atPrice(double price) {
    return new Machine(named, gpus, cpuCores, memoryBytes, python, price);
  }

  /** The same machine with that environment. */
  public Machine with(@Nullable PythonEnvironment environment) {
    return new Machine(named, gpus, cpuCores, memoryBytes, environment, pricePerHour);
  }
}
