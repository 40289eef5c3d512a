package dev.lorabake.recipe;

import java.util.Set;

/** The keys of {@code [machine]}: plan for another machine than this one. */
public final class MachineKeys {
  /** A name of the GPU table, or a short form such as {@code 3060}. */
  public static final String GPU = "gpu";

  public static final String GPU_COUNT = "gpu_count";
  public static final String CPU_CORES = "cpu_cores";
  public static final String MEMORY_GIB = "memory_gib";

  /** In the user's currency. */
  public static final String PRICE_PER_HOUR = "price_per_hour";

  public static final Set<String> NAMES =
      Set.of(GPU, GPU_COUNT, CPU_CORES, MEMORY_GIB, PRICE_PER_HOUR);

  private MachineKeys() {}
}
