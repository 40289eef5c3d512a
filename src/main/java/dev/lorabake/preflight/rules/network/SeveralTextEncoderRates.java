package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Set;

/** Rates for several text encoders, for a network that takes one. */
final class SeveralTextEncoderRates extends PatternRule {
  /** Modules with prepare_optimizer_params_with_multiple_te_lrs. */
  private static final Set<String> TAKES_SEVERAL =
      Set.of(
          "networks.lora_anima",
          "networks.lora_flux",
          "networks.lora_hunyuan_image",
          "networks.lora_lumina",
          "networks.lora_sd3");

  SeveralTextEncoderRates() {
    super(
        "several-text-encoder-rates",
        Topic.NETWORK,
        Severity.WARNING,
        "text_encoder_lr has several values, and the network uses only the first",
        "text_encoder_lr",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Object> rates = subject.recipe().list("text_encoder_lr");
    String module = ChosenNetwork.of(subject.recipe()).module();
    boolean known = module.startsWith("networks.");
    if (rates.size() < 2 || !known || TAKES_SEVERAL.contains(module)) {
      return List.of();
    }
    return found(
            subject,
            "text_encoder_lr has "
                + rates.size()
                + " values, and "
                + module
                + " uses only the first, "
                + Figures.value(rates.getFirst()),
            "text_encoder_lr = [" + Figures.value(rates.getFirst()) + "]")
        .fix("text_encoder_lr", List.of(rates.getFirst()))
        .list();
  }
}
