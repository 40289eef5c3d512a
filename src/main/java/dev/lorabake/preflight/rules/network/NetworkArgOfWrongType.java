package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A value of network_args that the module cannot read as a number. */
final class NetworkArgOfWrongType extends PatternRule {
  private static final Set<String> WHOLE = Set.of("conv_dim", "unit", "block_size", "factor");
  private static final Set<String> NUMBERS =
      Set.of(
          "conv_alpha",
          "rank_dropout",
          "module_dropout",
          "loraplus_lr_ratio",
          "loraplus_unet_lr_ratio",
          "loraplus_text_encoder_lr_ratio",
          "ggpo_sigma",
          "ggpo_beta",
          "block_lr_zero_threshold");
  private static final Set<String> LYCORIS = Set.of("constraint", "constrain", "dropout");

  NetworkArgOfWrongType() {
    super(
        "network-arg-of-wrong-type",
        Topic.NETWORK,
        Severity.ERROR,
        "A value of network_args is not the number that the module reads, and sd-scripts stops"
            + " after it has loaded and cached everything",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    network
        .args()
        .forEach((key, value) -> {
          boolean wholeWanted =
              WHOLE.contains(key) || (key.endsWith("_dim") && !key.startsWith("network"));
          boolean numberWanted =
              NUMBERS.contains(key) || (network.isLycoris() && LYCORIS.contains(key));
          if (!isConverted(subject, network, key) || (network.isLycoris() && value.isEmpty())) {
            return;
          }
          if (wholeWanted && !Literal.isWhole(value)) {
            findings.add(finding(subject, key, value, "a whole number"));
          } else if (numberWanted && !Literal.isNumber(value)) {
            findings.add(finding(subject, key, value, "a number"));
          }
        });
    return findings;
  }

  /**
   * Upstream converts conv_dim and conv_alpha for models without convolutions too, the latter only
   * beside the former; LyCORIS converts whatever it knows.
   */
  private static boolean isConverted(Subject subject, ChosenNetwork network, String key) {
    return switch (key) {
      case "conv_alpha" -> network.isLycoris() || network.args().containsKey("conv_dim");
      case "block_lr_zero_threshold" ->
          network.args().keySet().stream().anyMatch(name -> name.endsWith("_lr_weight"));
      case "conv_dim" -> !network.module().equals("networks.lora_anima");
      case "factor" -> network.reads(key, subject.recipe().family());
      default -> network.isLycoris() || network.reads(key, subject.recipe().family());
    };
  }

  private Finding finding(Subject subject, String key, String value, String expected) {
    return found(
            subject,
            "network_args has " + key + "=" + value + ", expected " + expected,
            "write it like " + key + "=8")
        .finding();
  }
}
