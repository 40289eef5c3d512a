package dev.lorabake.preflight.rules.environment;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import java.util.List;

/** Several processes that would share a card. */
final class MoreProcessesThanGpus extends PatternRule {
  MoreProcessesThanGpus() {
    super(
        "more-processes-than-gpus",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "Each process trains on a GPU of its own, and there are fewer GPUs than processes",
        "launch.num_processes");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Settings launch = subject.recipe().launch();
    long processes = launch.whole(LaunchKeys.NUM_PROCESSES).orElse(1);
    long machines = Math.max(1, launch.whole(LaunchKeys.NUM_MACHINES).orElse(1));
    int gpus = subject.machine().gpus().size();
    if (gpus == 0 || processes <= gpus * machines) {
      return List.of();
    }
    return found(
            subject,
            "num_processes is "
                + processes
                + ", and there "
                + (gpus == 1 ? "is 1 GPU" : "are " + gpus + " GPUs")
                + (machines > 1 ? " on each of " + machines + " machines" : ""),
            "num_processes = " + gpus * machines)
        .at(launch.find(LaunchKeys.NUM_PROCESSES).map(Setting::place).orElse(null))
        .fix("launch.num_processes", gpus * machines)
        .choice()
        .list();
  }
}
