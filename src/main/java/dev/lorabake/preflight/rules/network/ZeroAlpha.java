package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Zero does not mean what it seems to. */
final class ZeroAlpha extends PatternRule {
  ZeroAlpha() {
    super(
        "zero-alpha",
        Topic.NETWORK,
        Severity.WARNING,
        "network_alpha 0 does not weaken the network: sd-scripts takes the rank in its place",
        "network_alpha");
  }

  @Override
  public List<Finding> check(Subject subject) {
    OptionalDouble alpha = subject.recipe().number("network_alpha");
    OptionalLong rank = ChosenNetwork.rank(subject.recipe());
    String module = ChosenNetwork.of(subject.recipe()).module();
    boolean takesRank = module.startsWith("networks.lora") || module.equals("networks.dylora");
    if (alpha.isEmpty() || alpha.getAsDouble() != 0 || rank.isEmpty() || !takesRank) {
      return List.of();
    }
    return found(
            subject,
            "network_alpha 0 counts as " + rank.getAsLong() + ", the rank",
            "network_alpha = " + rank.getAsLong() + " says the same plainly")
        .fix("network_alpha", rank.getAsLong())
        .list();
  }
}
