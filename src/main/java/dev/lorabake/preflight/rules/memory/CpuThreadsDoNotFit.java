package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Setting;
import java.util.List;

/** More threads than cores. */
public final class CpuThreadsDoNotFit extends PatternRule {
  public CpuThreadsDoNotFit() {
    super(
        "cpu-threads-do-not-fit",
        Topic.MEMORY,
        Severity.WARNING,
        "The processes are told to use more CPU threads than there are cores, and hold each"
            + " other up",
        "launch.num_cpu_threads_per_process");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Setting setting = subject.recipe().launch().find("num_cpu_threads_per_process").orElse(null);
    int cores = subject.machine().cpuCores();
    long processes = Math.max(1, subject.recipe().launch().whole("num_processes").orElse(1));
    if (setting == null
        || subject.machine().named()
        || !(setting.value() instanceof Long threads)
        || threads * processes <= cores) {
      return List.of();
    }
    long fitting = Math.max(1, cores / processes);
    return found(
            subject,
            "num_cpu_threads_per_process is "
                + threads
                + (processes == 1 ? "" : " for each of " + processes + " processes")
                + ", and the machine has "
                + Figures.count(cores, "core"),
            "num_cpu_threads_per_process = "
                + Math.min(fitting, 2)
                + " is enough for a GPU; at most "
                + fitting)
        .at(setting.place())
        .list();
  }
}
