package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A learning rate that every part has its own instead of. */
final class RateOverridden extends PatternRule {
  RateOverridden() {
    super(
        "rate-overridden",
        Topic.LEARNING,
        Severity.ADVICE,
        "unet_lr and text_encoder_lr override learning_rate, which is used for nothing then",
        "learning_rate",
        "unet_lr",
        "text_encoder_lr");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    TrainedParts parts = TrainedParts.of(recipe);
    OptionalDouble main = recipe.number("learning_rate");
    boolean modelOwn = !parts.model() || recipe.isSet("unet_lr");
    boolean textOwn = !parts.textEncoder() || recipe.isSet("text_encoder_lr");
    boolean overridden = modelOwn && textOwn && recipe.isSet("learning_rate");
    if (!overridden
        || main.isEmpty()
        || parts.rates().isEmpty()
        || parts.rates().contains(main.getAsDouble())) {
      return List.of();
    }
    List<String> by = new ArrayList<>();
    if (parts.model() && parts.modelRate().isPresent()) {
      by.add("unet_lr " + Figures.number(parts.modelRate().getAsDouble()));
    }
    if (parts.textEncoder()) {
      by.add("text_encoder_lr " + Figures.value(recipe.list("text_encoder_lr")));
    }
    return found(
            subject,
            "learning_rate "
                + Figures.number(main.getAsDouble())
                + " has no effect: "
                + String.join(" and ", by)
                + " override it",
            "remove learning_rate, or the rates that override it")
        .remove("learning_rate")
        .list();
  }
}
