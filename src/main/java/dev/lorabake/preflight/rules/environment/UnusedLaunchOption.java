package dev.lorabake.preflight.rules.environment;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;

/**
 * What is set for a launch that is of another kind (library/train_util.py, prepare_accelerator).
 */
final class UnusedLaunchOption extends PatternRule {
  private static final List<String> SEVERAL_GPUS =
      List.of("ddp_timeout", "ddp_gradient_as_bucket_view", "ddp_static_graph");

  UnusedLaunchOption() {
    super(
        "unused-launch-option",
        Topic.ENVIRONMENT,
        Severity.WARNING,
        "A setting of the launch does nothing: it is for several GPUs, or the script overrides it",
        "ddp_timeout",
        "ddp_gradient_as_bucket_view",
        "ddp_static_graph");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    Recipe recipe = subject.recipe();
    long processes = recipe.launch().whole(LaunchKeys.NUM_PROCESSES).orElse(1);
    for (String option : SEVERAL_GPUS) {
      boolean says = recipe.find(option).map(Setting::value).filter(Subject::says).isPresent();
      if (processes < 2 && says) {
        findings.add(
            found(
                    subject,
                    option + " has no effect with one process",
                    "remove it, or set num_processes in [launch]")
                .about(option)
                .remove(option)
                .finding());
      }
    }
    String compiler = recipe.launch().text(LaunchKeys.DYNAMO_BACKEND).orElse("no");
    if (!compiler.equalsIgnoreCase("no")) {
      findings.add(
          found(
                  subject,
                  "[launch] dynamo_backend "
                      + compiler
                      + " has no effect: sd-scripts overrides it with its own option",
                  "torch_compile = true and dynamo_backend under [train] instead")
              .about()
              .at(recipe.launch().find(LaunchKeys.DYNAMO_BACKEND).map(Setting::place).orElse(null))
              .finding());
    }
    return findings;
  }
}
