package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A truth value of network_args in a spelling that counts as true. */
final class NetworkArgNotFalse extends PatternRule {

  private static final Set<String> OFF = Set.of("false", "0", "no", "off", "none");
  private static final Set<String> OFT_SWITCHES = Set.of("enable_all_linear", "enable_conv");
  private static final Set<String> SWITCHES =
      Set.of(
          "bypass_mode",
          "dora_wd",
          "full_matrix",
          "rescaled",
          "rs_lora",
          "train_norm",
          "train_t5xxl",
          "unbalanced_factorization",
          "use_scalar",
          "use_tucker",
          "wd_on_output");

  NetworkArgNotFalse() {
    super(
        "network-arg-not-false",
        Topic.NETWORK,
        Severity.WARNING,
        "The module takes this spelling for true: LyCORIS any text but \"false\", OFT"
            + " any text at all",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    List<Finding> findings = new ArrayList<>();
    network
        .args()
        .forEach((key, value) -> {
          if (isMeantFalse(value) && countsAsTrue(network, key, value)) {
            boolean readable = network.isLycoris() && SWITCHES.contains(key);
            findings.add(
                found(
                        subject,
                        "network_args has " + key + "=" + value + ", which counts as true",
                        readable ? "write " + key + "=False, or leave it out" : "leave it out")
                    .finding());
          }
        });
    return findings;
  }

  private static boolean isMeantFalse(String value) {
    return OFF.contains(value.toLowerCase(Locale.ROOT));
  }

  private static boolean countsAsTrue(ChosenNetwork network, String key, String value) {
    if (network.isLycoris()) {
      return key.equals("decompose_both")
          || (SWITCHES.contains(key) && !value.equalsIgnoreCase("false"));
    }
    return network.module().startsWith("networks.oft") && OFT_SWITCHES.contains(key);
  }
}
