package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** 8-bit weights whose 16-bit copies are all kept. */
final class Fp8WithoutCheckpointing extends PatternRule {
  Fp8WithoutCheckpointing() {
    super(
        "fp8-without-checkpointing",
        Topic.MEMORY,
        Severity.WARNING,
        "fp8_base without gradient checkpointing saves no memory: every converted weight is kept"
            + " for the backward pass",
        "fp8_base",
        "fp8_base_unet",
        "gradient_checkpointing");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String option = recipe.flag("fp8_base") ? "fp8_base" : "fp8_base_unet";
    if (!recipe.flag(option)
        || recipe.flag("gradient_checkpointing")
        || recipe.family().id().equals("anima")) {
      return List.of();
    }
    return found(
            subject,
            option
                + " saves nothing without gradient_checkpointing: the 16-bit copy of every layer's"
                + " weights is kept until the backward pass",
            "gradient_checkpointing = true")
        .about(option, "gradient_checkpointing")
        .fix("gradient_checkpointing", true)
        .list();
  }
}
