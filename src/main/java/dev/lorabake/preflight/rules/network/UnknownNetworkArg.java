package dev.lorabake.preflight.rules.network;

import dev.lorabake.catalog.NetworkType;
import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A key of network_args that the module does not read. */
final class UnknownNetworkArg extends PatternRule {
  private static final Set<String> ELSEWHERE =
      Set.of(
          "dropout",
          "multiplier",
          "network_dim",
          "network_alpha",
          "vae",
          "text_encoder",
          "unet",
          "neuron_dropout");

  UnknownNetworkArg() {
    super(
        "unknown-network-arg",
        Topic.NETWORK,
        Severity.WARNING,
        "The network module does not read this key of network_args, and passes over it in silence",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    NetworkType type = network.type();
    if (type == null) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (String key : network.args().keySet()) {
      if (!type.argNames().contains(key) && !ELSEWHERE.contains(key)) {
        findings.add(
            found(
                    subject,
                    type.title() + " does not read network_args " + key,
                    Spelling.nearest(key, type.argNames())
                        .map(near -> "did you mean " + near + "?")
                        .orElse("remove it"))
                .finding());
      }
    }
    return findings;
  }
}
