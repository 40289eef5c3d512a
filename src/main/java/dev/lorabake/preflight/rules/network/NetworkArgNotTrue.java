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

/** A truth value of network_args in a spelling that counts as false. */
final class NetworkArgNotTrue extends PatternRule {
  /** Read by comparing with "True" (networks/lora_flux.py, lora_sd3.py, lora_lumina.py). */
  private static final Set<String> KEYS = Set.of("train_t5xxl", "split_qkv", "verbose");

  /** Any case will do here (networks/lora_anima.py). */
  private static final Set<String> ANIMA_KEYS = Set.of("train_llm_adapter", "verbose");

  NetworkArgNotTrue() {
    super(
        "network-arg-not-true",
        Topic.NETWORK,
        Severity.WARNING,
        "The module compares with \"True\", letter by letter: any other spelling switches off",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    boolean anima = network.module().equals("networks.lora_anima");
    List<Finding> findings = new ArrayList<>();
    network
        .args()
        .forEach((key, value) -> {
          boolean meant = Set.of("true", "1", "yes", "on").contains(value.toLowerCase(Locale.ROOT));
          boolean own = network.isUpstreams() && (anima ? ANIMA_KEYS : KEYS).contains(key);
          boolean good = anima ? value.equalsIgnoreCase("True") : value.equals("True");
          if (own && meant && !good) {
            findings.add(
                found(
                        subject,
                        "network_args has " + key + "=" + value + ", which counts as False",
                        "write " + key + "=True, with a capital T")
                    .finding());
          }
        });
    return findings;
  }
}
