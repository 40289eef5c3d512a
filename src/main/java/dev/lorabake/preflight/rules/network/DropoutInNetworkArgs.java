package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Upstream's own networks read their dropout elsewhere. */
final class DropoutInNetworkArgs extends PatternRule {
  DropoutInNetworkArgs() {
    super(
        "dropout-in-network-args",
        Topic.NETWORK,
        Severity.WARNING,
        "sd-scripts' own networks do not read dropout from network_args, but from network_dropout",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    String dropout = network.args().get("dropout");
    if (dropout == null || !network.isUpstreams()) {
      return List.of();
    }
    return found(
            subject,
            "network_args has dropout="
                + dropout
                + ", which "
                + network.module()
                + " does not read",
            "network_dropout = " + dropout)
        .list();
  }
}
