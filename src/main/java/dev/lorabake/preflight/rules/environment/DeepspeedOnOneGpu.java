package dev.lorabake.preflight.rules.environment;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** DeepSpeed without the launcher that tells it how many processes there are. */
final class DeepspeedOnOneGpu extends PatternRule {
  DeepspeedOnOneGpu() {
    super(
        "deepspeed-on-one-gpu",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "sd-scripts reads the number of processes from the environment for DeepSpeed, and a launch"
            + " of one process sets none: it stops",
        "deepspeed");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    if (!recipe.flag("deepspeed") || LaunchKeys.processes(recipe.launch()) > 1) {
      return List.of();
    }
    if (recipe.launch().list(LaunchKeys.EXTRA_ARGS).contains("--use_deepspeed")) {
      return List.of();
    }
    return found(
            subject,
            "deepspeed with one process: WORLD_SIZE is not set, and sd-scripts stops",
            "remove deepspeed, or num_processes = 2 in [launch]")
        .remove("deepspeed")
        .list();
  }
}
