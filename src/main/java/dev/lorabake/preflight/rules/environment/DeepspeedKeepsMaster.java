package dev.lorabake.preflight.rules.environment;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** fp16 master weights that DeepSpeed has in one of its modes only. */
final class DeepspeedKeepsMaster extends PatternRule {
  DeepspeedKeepsMaster() {
    super(
        "deepspeed-keeps-master",
        Topic.ENVIRONMENT,
        Severity.WARNING,
        "DeepSpeed keeps its master weights in fp32 unless zero_stage is 2 and the optimizer is"
            + " offloaded to the CPU",
        "fp16_master_weights_and_gradients",
        "full_fp16",
        "zero_stage",
        "offload_optimizer_device");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String asked =
        recipe.flag("fp16_master_weights_and_gradients")
            ? "fp16_master_weights_and_gradients"
            : recipe.flag("full_fp16") ? "full_fp16" : "";
    boolean able =
        recipe.whole("zero_stage").orElse(2) == 2
            && recipe.text("offload_optimizer_device").orElse("").equals("cpu");
    if (!recipe.flag("deepspeed") || asked.isEmpty() || able) {
      return List.of();
    }
    return found(
            subject,
            asked + " reaches DeepSpeed only with zero_stage 2 and an optimizer on the CPU",
            "offload_optimizer_device = \"cpu\" with zero_stage = 2, or remove " + asked)
        .about(asked)
        .list();
  }
}
