package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A key of network_args that upstream passes itself. */
final class ReservedNetworkArg extends PatternRule {
  /** Parameters of create_network that train_network.py fills. */
  private static final Set<String> RESERVED =
      Set.of(
          "multiplier",
          "network_dim",
          "network_alpha",
          "vae",
          "text_encoder",
          "unet",
          "neuron_dropout");

  ReservedNetworkArg() {
    super(
        "reserved-network-arg",
        Topic.NETWORK,
        Severity.ERROR,
        "network_args names a value that sd-scripts passes itself, and it stops at the second one",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    ChosenNetwork.of(subject.recipe())
        .args()
        .forEach((key, value) -> {
          if (RESERVED.contains(key)) {
            boolean option = subject.recipe().catalog().option(key).isPresent();
            findings.add(
                found(
                        subject,
                        "network_args has " + key + "=" + value + ", which sd-scripts sets itself",
                        option
                            ? "remove it and set the option: " + key + " = " + value
                            : "remove it")
                    .finding());
          }
        });
    return findings;
  }
}
