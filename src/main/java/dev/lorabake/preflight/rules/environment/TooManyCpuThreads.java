package dev.lorabake.preflight.rules.environment;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import java.util.List;
import java.util.OptionalLong;

/** More threads than cores. */
final class TooManyCpuThreads extends PatternRule {
  TooManyCpuThreads() {
    super(
        "too-many-cpu-threads",
        Topic.ENVIRONMENT,
        Severity.WARNING,
        "The processes want more threads than there are cores, and hold each other up",
        "launch.num_cpu_threads_per_process",
        "launch.num_processes");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Settings launch = subject.recipe().launch();
    OptionalLong threads = launch.whole(LaunchKeys.NUM_CPU_THREADS_PER_PROCESS);
    long processes = Math.max(1, launch.whole(LaunchKeys.NUM_PROCESSES).orElse(1));
    int cores = subject.machine().cpuCores();
    if (threads.isEmpty() || threads.getAsLong() * processes <= cores) {
      return List.of();
    }
    return found(
            subject,
            "num_cpu_threads_per_process "
                + threads.getAsLong()
                + (processes > 1 ? " for each of " + processes + " processes" : "")
                + " on "
                + Figures.count(cores, "core"),
            "num_cpu_threads_per_process = "
                + Math.max(1, Math.min(2, cores / processes))
                + "; the GPU does the work")
        .at(launch.find(LaunchKeys.NUM_CPU_THREADS_PER_PROCESS).map(Setting::place).orElse(null))
        .fix("launch.num_cpu_threads_per_process", Math.max(1, Math.min(2, cores / processes)))
        .list();
  }
}
