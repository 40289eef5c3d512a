package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** Rates and schedulers that Adafactor sets itself. */
final class AdafactorIgnoresRate extends PatternRule {
  AdafactorIgnoresRate() {
    super(
        "adafactor-ignores-rate",
        Topic.LEARNING,
        Severity.WARNING,
        "Adafactor sets its own rate unless told otherwise: the recipe's rates and scheduler have"
            + " no effect",
        "optimizer_type",
        "optimizer_args",
        "learning_rate",
        "unet_lr",
        "text_encoder_lr",
        "lr_scheduler");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    if (!ChosenOptimizer.of(recipe).isRelativeAdafactor()) {
      return List.of();
    }
    List<String> without = new ArrayList<>();
    for (String option : List.of("learning_rate", "unet_lr", "text_encoder_lr")) {
      if (recipe.isSet(option)) {
        without.add(option);
      }
    }
    if (recipe.text("lr_scheduler").filter(name -> !name.startsWith("adafactor")).isPresent()
        && recipe.isSet("lr_scheduler")) {
      without.add("lr_scheduler");
    }
    if (without.isEmpty()) {
      return List.of();
    }
    List<Object> args =
        List.of("relative_step=False", "scale_parameter=False", "warmup_init=False");
    return found(
            subject,
            "Adafactor sets its own rate here: no effect of " + String.join(", ", without),
            "to use your own rate, optimizer_args = " + Figures.value(args))
        .fix("optimizer_args", args)
        .list();
  }
}
