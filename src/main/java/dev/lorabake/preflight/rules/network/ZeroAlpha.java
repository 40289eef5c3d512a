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
import java.util.Set;

/** Zero does not mean what it seems to. */
final class ZeroAlpha extends PatternRule {
  /** Algorithms of LyCORIS whose alpha is a strength. */
  private static final Set<String> SCALED =
      Set.of("lora", "locon", "loha", "lokr", "glora", "dylora");

  ZeroAlpha() {
    super(
        "zero-alpha",
        Topic.NETWORK,
        Severity.ERROR,
        "network_alpha 0 does not weaken the network: the rank takes its place; for OFT it forbids"
            + " every rotation",
        "network_alpha",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    OptionalDouble alpha = subject.recipe().number("network_alpha");
    OptionalLong rank = ChosenNetwork.rank(subject.recipe());
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    String module = network.module();
    if (alpha.isPresent() && alpha.getAsDouble() == 0 && module.startsWith("networks.oft")) {
      return found(
              subject,
              "network_alpha 0 allows OFT no rotation at all: nothing is learnt",
              "network_alpha = 0.001")
          .fix("network_alpha", 0.001)
          .list();
    }
    boolean takesRank =
        module.startsWith("networks.lora")
            || module.equals("networks.dylora")
            || (network.isLycoris() && SCALED.contains(Lycoris.algorithm(network)));
    if (alpha.isEmpty() || alpha.getAsDouble() != 0 || rank.isEmpty() || !takesRank) {
      return List.of();
    }
    return found(
            subject,
            "network_alpha 0 counts as " + rank.getAsLong() + ", the rank",
            "network_alpha = " + rank.getAsLong() + " says the same plainly")
        .as(Severity.WARNING)
        .fix("network_alpha", rank.getAsLong())
        .list();
  }
}
