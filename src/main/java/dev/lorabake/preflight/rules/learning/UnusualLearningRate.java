package dev.lorabake.preflight.rules.learning;

import dev.lorabake.catalog.NetworkType;
import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.preflight.ChosenNetwork;
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
import org.jspecify.annotations.Nullable;

/** A rate far outside what the optimizer is used with. */
final class UnusualLearningRate extends PatternRule {
  private static final double FAR_ABOVE = 4;
  private static final double FAR_BELOW = 10;

  UnusualLearningRate() {
    super(
        "unusual-learning-rate",
        Topic.LEARNING,
        Severity.WARNING,
        "The learning rate is far outside what this optimizer and network are used with",
        "learning_rate",
        "unet_lr",
        "optimizer_type");
  }

  /** The rates in use, low to high. */
  private record Usual(double low, double high, String of) {}

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    TrainedParts parts = TrainedParts.of(recipe);
    OptimizerType type = optimizer.type();
    boolean own = recipe.isSet("unet_lr") || recipe.isSet("learning_rate");
    double rate = parts.modelRate().orElse(0);
    if (type == null
        || optimizer.isAdaptive()
        || optimizer.isRelativeAdafactor()
        || !parts.model()
        || !own
        || rate == 0) {
      return List.of();
    }
    Usual usual = usual(ChosenNetwork.of(recipe).type(), type);
    if (rate <= FAR_ABOVE * usual.high && rate >= usual.low / FAR_BELOW) {
      return List.of();
    }
    String option = recipe.isSet("unet_lr") ? "unet_lr" : "learning_rate";
    boolean above = rate > usual.high;
    return found(
            subject,
            option
                + " "
                + Figures.number(rate)
                + " is "
                + Figures.number(above ? rate / usual.high : usual.low / rate)
                + " times "
                + (above ? "above" : "below")
                + " what is usual with "
                + usual.of,
            "use " + Figures.number(usual.low) + " to " + Figures.number(usual.high))
        .about(option, "optimizer_type")
        .list();
  }

  private static Usual usual(@Nullable NetworkType network, OptimizerType optimizer) {
    String id = network == null ? "" : network.id();
    if (id.equals("ia3") || id.equals("lycoris-ia3")) {
      return new Usual(1e-3, 1e-2, "(IA)³");
    }
    if (id.equals("lycoris-full")) {
      return new Usual(1e-6, 1e-5, "full weights");
    }
    return new Usual(optimizer.usualLrLow(), optimizer.usualLrHigh(), optimizer.name());
  }
}
