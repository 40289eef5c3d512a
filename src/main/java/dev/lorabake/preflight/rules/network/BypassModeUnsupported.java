package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Set;

/** A way of LyCORIS that its algorithm does not have. */
final class BypassModeUnsupported extends PatternRule {

  private static final Set<String> FAILING = Set.of("diag-oft", "dylora");

  BypassModeUnsupported() {
    super(
        "bypass-mode-unsupported",
        Topic.NETWORK,
        Severity.ERROR,
        "bypass_mode of LyCORIS fails with some algorithms, and passes over dora_wd"
            + " with the others",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    String bypass = network.args().getOrDefault("bypass_mode", "false");
    if (!network.isLycoris() || bypass.equalsIgnoreCase("false")) {
      return List.of();
    }
    String algorithm = Lycoris.algorithm(network);
    if (algorithm.equals("full") || (FAILING.contains(algorithm) && Lycoris.isRelease3(subject))) {
      return found(
              subject,
              "network_args has bypass_mode=" + bypass + ", which fails with algo=" + algorithm,
              "remove bypass_mode")
          .list();
    }
    boolean dora = !network.args().getOrDefault("dora_wd", "false").equalsIgnoreCase("false");
    if (!dora) {
      return List.of();
    }
    return found(
            subject,
            "bypass_mode=" + bypass + " passes over dora_wd: the network is no DoRA",
            "remove bypass_mode, or dora_wd")
        .as(Severity.WARNING)
        .list();
  }
}
