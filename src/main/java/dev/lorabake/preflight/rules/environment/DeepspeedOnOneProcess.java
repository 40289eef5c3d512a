package dev.lorabake.preflight.rules.environment;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Settings;
import java.util.List;

/** DeepSpeed where the launcher does not say how many processes there are. */
final class DeepspeedOnOneProcess extends PatternRule {
  DeepspeedOnOneProcess() {
    super(
        "deepspeed-on-one-process",
        Topic.ENVIRONMENT,
        Severity.ERROR,
        "With one process nothing sets WORLD_SIZE, which sd-scripts reads as soon as deepspeed is"
            + " on",
        "deepspeed");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Settings launch = subject.recipe().launch();
    boolean python = launch.text(LaunchKeys.LAUNCHER).orElse("").equals("python");
    boolean several =
        launch.whole(LaunchKeys.NUM_PROCESSES).orElse(1) > 1
            || launch.list(LaunchKeys.EXTRA_ARGS).contains("--use_deepspeed");
    if (!subject.recipe().flag("deepspeed") || (several && !python)) {
      return List.of();
    }
    return found(
            subject,
            "deepspeed with one process: sd-scripts stops at the missing WORLD_SIZE",
            "remove deepspeed, which helps on several GPUs only, or set num_processes in [launch]")
        .remove("deepspeed")
        .choice()
        .list();
  }
}
