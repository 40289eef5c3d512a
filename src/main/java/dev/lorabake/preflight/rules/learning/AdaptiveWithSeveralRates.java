package dev.lorabake.preflight.rules.learning;

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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An optimizer with one common estimate is given several rates. */
final class AdaptiveWithSeveralRates extends PatternRule {
  private static final Set<String> PLUS =
      Set.of("loraplus_lr_ratio", "loraplus_unet_lr_ratio", "loraplus_text_encoder_lr_ratio");

  AdaptiveWithSeveralRates() {
    super(
        "adaptive-with-several-rates",
        Topic.LEARNING,
        Severity.ERROR,
        "Prodigy and D-Adaptation take one learning rate for everything: most stop at the first"
            + " step otherwise, the others use one of them",
        "unet_lr",
        "text_encoder_lr",
        "learning_rate",
        "optimizer_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenOptimizer optimizer = ChosenOptimizer.of(recipe);
    if (!optimizer.isProdigyOrDadapt()) {
      return List.of();
    }
    Set<Double> rates = TrainedParts.of(recipe).rates();
    ChosenNetwork network = ChosenNetwork.of(recipe);
    Optional<String> plus =
        network.args().keySet().stream()
            .filter(key -> network.reads(key, recipe.family()))
            .filter(key -> PLUS.contains(key) || differs(key, network.args().get(key)))
            .findFirst();
    if (rates.size() < 2 && plus.isEmpty()) {
      return List.of();
    }
    String several =
        plus.map(key -> key + " in network_args")
            .orElseGet(
                () -> rates.stream().map(Figures::number).collect(Collectors.joining(" and ")));
    return found(
            subject,
            optimizer.name() + " takes one learning rate for everything, not " + several,
            plus.isPresent()
                ? "remove " + plus.get()
                : "learning_rate = 1.0, and no unet_lr or text_encoder_lr")
        .as(optimizer.refusesSeveralRates() ? Severity.ERROR : Severity.WARNING)
        .list();
  }

  /** Weights of single blocks count as one rate where all are 0 or 1; patterns have their own. */
  private static boolean differs(String key, @Nullable String value) {
    boolean weights = key.endsWith("_lr_weight");
    return value != null
        && (key.equals("network_reg_lrs")
            || (weights && !value.matches("(zeros|[01](\\.0*)?(,[01](\\.0*)?)*)")));
  }
}
