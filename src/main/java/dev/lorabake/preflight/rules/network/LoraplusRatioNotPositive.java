package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** A ratio of LoRA+ that freezes what it should speed up. */
final class LoraplusRatioNotPositive extends PatternRule {

  private static final List<String> KEYS =
      List.of("loraplus_lr_ratio", "loraplus_unet_lr_ratio", "loraplus_text_encoder_lr_ratio");

  LoraplusRatioNotPositive() {
    super(
        "loraplus-ratio-not-positive",
        Topic.NETWORK,
        Severity.ERROR,
        "A LoRA+ ratio of 0 freezes the half of the network that starts at zero, so"
            + " that nothing is learnt; below 0 the optimizer refuses it",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenNetwork network = ChosenNetwork.of(recipe);
    double common = ratio(network, "loraplus_lr_ratio").orElse(1);
    List<Finding> findings = new ArrayList<>();
    for (String key : KEYS) {
      OptionalDouble ratio = ratio(network, key);
      if (ratio.isEmpty() || ratio.getAsDouble() > 0 || !network.reads(key, recipe.family())) {
        continue;
      }
      boolean replaced = !key.equals("loraplus_lr_ratio") && ratio.getAsDouble() == 0;
      boolean harmless =
          replaced && (common > 0 || !network.args().containsKey("loraplus_lr_ratio"));
      findings.add(
          found(
                  subject,
                  "network_args has "
                      + key
                      + "="
                      + Figures.number(ratio.getAsDouble())
                      + (harmless
                          ? ", which counts as if it were not there"
                          : ratio.getAsDouble() < 0
                              ? ", and the optimizer refuses a rate below 0"
                              : ": half of the network stays at zero, and nothing is learnt"),
                  key + "=16 is usual; leave it out for no LoRA+")
              .as(harmless ? Severity.WARNING : Severity.ERROR)
              .finding());
    }
    return findings;
  }

  private static OptionalDouble ratio(ChosenNetwork network, String key) {
    return Literal.number(network.args().getOrDefault(key, ""));
  }
}
