package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
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
        "text_encoder_lr has more values than there are text encoders in training, and the others"
            + " do nothing",
        "text_encoder_lr",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Object> rates = subject.recipe().list("text_encoder_lr");
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    String module = network.module();
    boolean known = module.startsWith("networks.") || network.isLycoris();
    if (rates.size() < 2 || !known || !TrainedParts.of(subject.recipe()).textEncoder()) {
      return List.of();
    }
    if (TAKES_SEVERAL.contains(module)) {
      return surplus(subject, network, rates);
    }
    if (Set.copyOf(rates).size() == 1) {
      return List.of(); // the first counts for every text encoder, as is meant here
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

  /** T5 comes last, and is trained only if train_t5xxl says so (networks/lora_flux.py). */
  private List<Finding> surplus(Subject subject, ChosenNetwork network, List<Object> rates) {
    boolean t5 = network.isTrue("train_t5xxl");
    int taken =
        switch (network.module()) {
          case "networks.lora_sd3" -> t5 ? 3 : 2;
          case "networks.lora_flux" -> t5 ? 2 : 1;
          default -> 1;
        };
    boolean meant = rates.stream().skip(taken).anyMatch(Subject::says);
    if (!meant) {
      return List.of();
    }
    boolean hasT5 = taken > 1 || network.module().equals("networks.lora_flux");
    return found(
            subject,
            "text_encoder_lr has "
                + rates.size()
                + " values, and only "
                + Figures.count(taken, "text encoder")
                + (taken == 1 ? " is" : " are")
                + " trained",
            "text_encoder_lr = "
                + Figures.value(rates.subList(0, taken))
                + (hasT5 && !t5 ? "; T5-XXL is trained with train_t5xxl=True in network_args" : ""))
        .list();
  }
}
