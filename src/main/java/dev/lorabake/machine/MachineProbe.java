package dev.lorabake.machine;

import dev.lorabake.UserError;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out what the training is to run on: this machine, or a card that the user names. */
public final class MachineProbe {
  private static final int NEAREST = 4;

  private final CommandRunner runner;

  public MachineProbe(CommandRunner runner) {
    this.runner = runner;
  }

  /** This machine as it is now. */
  public Machine local(@Nullable Double pricePerHour) {
    return new Machine(
        false,
        NvidiaSmi.gpus(runner),
        Runtime.getRuntime().availableProcessors(),
        memory(),
        null,
        pricePerHour);
  }

  /**
   * A machine with cards of that name.
   *
   * @throws UserError when the table has no such card
   */
  public static Machine named(
      String card, int count, @Nullable Integer cpuCores, @Nullable Double pricePerHour) {
    Gpu gpu =
        GpuTable.find(card)
            .orElseThrow(() ->
                new UserError(
                    "no GPU is known as \"" + card + "\"",
                    "the nearest known: "
                        + String.join(", ", GpuTable.near(card, NEAREST))
                        + "; src/docs/vram.md lists all"));
    return new Machine(
        true,
        Collections.nCopies(count, gpu),
        cpuCores == null ? Runtime.getRuntime().availableProcessors() : cpuCores,
        null,
        null,
        pricePerHour);
  }

  private static @Nullable Long memory() {
    return Optional.of(ManagementFactory.getOperatingSystemMXBean())
        .filter(com.sun.management.OperatingSystemMXBean.class::isInstance)
        .map(com.sun.management.OperatingSystemMXBean.class::cast)
        .map(com.sun.management.OperatingSystemMXBean::getTotalMemorySize)
        .orElse(null);
  }
}
