package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** A limit on weights that the network does not have. */
final class WeightNormsUnsupported extends PatternRule {
  /** Modules without apply_max_norm_regularization. */
  private static final Set<String> WITHOUT =
      Set.of("networks.dylora", "networks.oft", "networks.oft_flux");

  /** Algorithms of LyCORIS whose apply_max_norm does nothing (lycoris/modules/base.py). */
  private static final Set<String> IDLE = Set.of("full", "dylora", "glora", "ia3");

  WeightNormsUnsupported() {
    super(
        "weight-norms-unsupported",
        Topic.NETWORK,
        Severity.WARNING,
        "The network cannot limit its weights, and sd-scripts switches scale_weight_norms off",
        "scale_weight_norms",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    String algorithm = Lycoris.algorithm(network);
    boolean idle = network.isLycoris() && IDLE.contains(algorithm);
    String module = idle ? "LyCORIS with algo=" + algorithm : network.module();
    OptionalDouble norm = subject.recipe().number("scale_weight_norms");
    if (norm.isEmpty() || norm.getAsDouble() == 0 || (!idle && !WITHOUT.contains(module))) {
      return List.of();
    }
    return found(
            subject,
            "scale_weight_norms "
                + Figures.number(norm.getAsDouble())
                + " has no effect: "
                + module
                + " cannot limit its weights",
            "remove it")
        .remove("scale_weight_norms")
        .list();
  }
}
