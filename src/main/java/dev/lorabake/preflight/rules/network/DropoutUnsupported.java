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

/** A dropout for a network that has none. */
final class DropoutUnsupported extends PatternRule {

  private static final Set<String> WITHOUT =
      Set.of("networks.dylora", "networks.oft", "networks.oft_flux");

  DropoutUnsupported() {
    super(
        "dropout-unsupported",
        Topic.NETWORK,
        Severity.WARNING,
        "The network does not read network_dropout, and nothing is dropped",
        "network_dropout",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String module = ChosenNetwork.of(subject.recipe()).module();
    OptionalDouble rate = subject.recipe().number("network_dropout");
    if (rate.isEmpty() || rate.getAsDouble() == 0 || !WITHOUT.contains(module)) {
      return List.of();
    }
    return found(
            subject,
            "network_dropout "
                + Figures.number(rate.getAsDouble())
                + " has no effect: "
                + module
                + " has no dropout",
            "remove it")
        .remove("network_dropout")
        .list();
  }
}
