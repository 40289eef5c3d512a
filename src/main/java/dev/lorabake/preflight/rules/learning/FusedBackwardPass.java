package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** An option of full fine-tuning that can stop a LoRA training. */
final class FusedBackwardPass extends PatternRule {
  FusedBackwardPass() {
    super(
        "fused-backward-pass",
        Topic.LEARNING,
        Severity.ERROR,
        "LoRA training never uses fused_backward_pass, yet it stops with any optimizer but"
            + " Adafactor, and with gradient accumulation",
        "fused_backward_pass",
        "optimizer_type",
        "gradient_accumulation_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    if (!recipe.flag("fused_backward_pass")) {
      return List.of();
    }
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    boolean adafactor = optimizer.is("Adafactor");
    boolean stops = !adafactor || recipe.whole("gradient_accumulation_steps").orElse(1) > 1;
    String with = adafactor ? "gradient_accumulation_steps above 1" : optimizer.name();
    return found(
            subject,
            stops
                ? "fused_backward_pass with " + with + ": sd-scripts stops"
                : "fused_backward_pass has no effect on LoRA training",
            "remove it")
        .as(stops ? Severity.ERROR : Severity.WARNING)
        .remove("fused_backward_pass")
        .list();
  }
}
