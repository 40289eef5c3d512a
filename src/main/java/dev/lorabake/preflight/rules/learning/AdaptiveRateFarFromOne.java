package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** An optimizer that scales its own rate is given one of another. */
final class AdaptiveRateFarFromOne extends PatternRule {
  AdaptiveRateFarFromOne() {
    super(
        "adaptive-rate-far-from-one",
        Topic.LEARNING,
        Severity.WARNING,
        "Prodigy and D-Adaptation find the learning rate themselves and take the recipe's as a"
            + " factor, which should be near 1",
        "learning_rate",
        "unet_lr",
        "text_encoder_lr",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    if (!optimizer.isAdaptive()) {
      return List.of();
    }
    double low = optimizer.type() == null ? 0.5 : optimizer.type().usualLrLow();
    double high = optimizer.type() == null ? 2 : optimizer.type().usualLrHigh();
    double rate =
        TrainedParts.of(recipe).rates().stream()
            .filter(each -> each < low || each > high)
            .findFirst()
            .orElse(0.0);
    if (rate == 0) {
      return List.of();
    }
    return found(
            subject,
            optimizer.name()
                + " takes the learning rate as a factor of its own: "
                + Figures.number(rate)
                + " trains "
                + (rate < 1
                    ? "only " + Figures.number(rate) + " times as fast as it finds right"
                    : Figures.number(rate) + " times as fast as it finds right"),
            "learning_rate = 1.0, and no other unet_lr or text_encoder_lr")
        .fix("learning_rate", 1.0)
        .remove("unet_lr")
        .remove("text_encoder_lr")
        .list();
  }
}
