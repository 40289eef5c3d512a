package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Two ways of LyCORIS that exclude each other. */
final class BypassModeWithFull extends PatternRule {

  BypassModeWithFull() {
    super(
        "bypass-mode-with-full",
        Topic.NETWORK,
        Severity.ERROR,
        "LyCORIS has no bypass mode for full matrices, and stops",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    String bypass = network.args().getOrDefault("bypass_mode", "false");
    if (!network.isLycoris()
        || !Lycoris.algorithm(network).equals("full")
        || bypass.equalsIgnoreCase("false")) {
      return List.of();
    }
    return found(
            subject,
            "network_args has bypass_mode=" + bypass + " with algo=full, which has no such mode",
            "remove bypass_mode")
        .list();
  }
}
