package dev.lorabake.machine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One GPU of a machine, found or named.
 *
 * @param memoryBytes as the driver reports it, or as sold for a named card
 * @param freeBytes what other programs leave, {@code null} for a named card
 * @param driver version of the driver, {@code null} for a named card
 */
public record Gpu(
    String name,
    long memoryBytes,
    @Nullable Long freeBytes,
    ComputeCapability computeCapability,
    boolean fp16TensorCores,
    @Nullable String driver) {

  /** The driver's release, such as 570 of {@code 570.86.10}; empty for a named card. */
  public Optional<Integer> driverMajor() {
    return driver != null && driver.matches("\\d{1,6}(\\..*)?")
        ? Optional.of(Integer.parseInt(driver.split("\\.", 2)[0]))
        : Optional.empty();
  }

  /** Whether the card computes in bf16 itself. */
  public boolean nativeBf16() {
    return !computeCapability.isBelow(ComputeCapability.AMPERE);
  }
}
