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

/** Nobody chose the learning rate. */
final class LearningRateLeftAtDefault extends PatternRule {
  LearningRateLeftAtDefault() {
    super(
        "learning-rate-left-at-default",
        Topic.LEARNING,
        Severity.WARNING,
        "No learning rate is set, and sd-scripts' 2e-6 is for fine-tuning whole models: a LoRA"
            + " hardly learns with it",
        "learning_rate",
        "unet_lr");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    TrainedParts parts = TrainedParts.of(recipe);
    boolean modelHasRate = !parts.model() || recipe.isSet("unet_lr");
    boolean textHasRate = !parts.textEncoder() || recipe.isSet("text_encoder_lr");
    if (recipe.isSet("learning_rate")
        || optimizer.isRelativeAdafactor()
        || (modelHasRate && textHasRate)) {
      return List.of();
    }
    double usual = optimizer.isAdaptive() ? 1.0 : optimizer.is("Lion") ? 3e-5 : 1e-4;
    return found(
            subject,
            "learning_rate is not set, so that it is 2e-6, about "
                + Figures.number(Math.rint(usual / 2e-6))
                + " times below what is usual with "
                + optimizer.name(),
            "learning_rate = " + Figures.value(usual))
        .fix("learning_rate", usual)
        .list();
  }
}
