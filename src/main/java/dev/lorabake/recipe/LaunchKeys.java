package dev.lorabake.recipe;

import java.util.Set;

/** The keys of {@code [launch]}: how upstream is started, not how it trains. */
public final class LaunchKeys {
  /** {@code accelerate} (the default) or {@code python}. */
  public static final String LAUNCHER = "launcher";

  public static final String NUM_PROCESSES = "num_processes";
  public static final String NUM_MACHINES = "num_machines";
  public static final String MACHINE_RANK = "machine_rank";
  public static final String MAIN_PROCESS_IP = "main_process_ip";
  public static final String MAIN_PROCESS_PORT = "main_process_port";
  public static final String NUM_CPU_THREADS_PER_PROCESS = "num_cpu_threads_per_process";
  public static final String GPU_IDS = "gpu_ids";
  public static final String DYNAMO_BACKEND = "dynamo_backend";

  /** Further words for {@code accelerate launch}, passed as they stand. */
  public static final String EXTRA_ARGS = "extra_args";

  public static final Set<String> NAMES =
      Set.of(
          LAUNCHER,
          NUM_PROCESSES,
          NUM_MACHINES,
          MACHINE_RANK,
          MAIN_PROCESS_IP,
          MAIN_PROCESS_PORT,
          NUM_CPU_THREADS_PER_PROCESS,
          GPU_IDS,
          DYNAMO_BACKEND,
          EXTRA_ARGS);

  private LaunchKeys() {}

  /** How many processes train together, 1 at least; Python alone starts one. */
  public static long processes(Settings launch) {
    boolean python = launch.text(LAUNCHER).orElse("accelerate").equals("python");
    return python ? 1 : Math.max(1, launch.whole(NUM_PROCESSES).orElse(1));
  }

  /** How many of them are started on this machine: as many on each. */
  public static long processesHere(Settings launch) {
    long machines = Math.max(1, launch.whole(NUM_MACHINES).orElse(1));
    return Math.ceilDiv(processes(launch), machines);
  }
}
