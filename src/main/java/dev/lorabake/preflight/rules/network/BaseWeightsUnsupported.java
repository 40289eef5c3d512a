package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Set;

/** Weights to merge, by a network that cannot. */
final class BaseWeightsUnsupported extends PatternRule {

  private static final Set<String> WITHOUT = Set.of("networks.dylora", "networks.oft_flux");

  BaseWeightsUnsupported() {
    super(
        "base-weights-unsupported",
        Topic.NETWORK,
        Severity.ERROR,
        "This network module cannot merge base_weights into the model, and sd-scripts" + " fails",
        "base_weights",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String module = ChosenNetwork.of(subject.recipe()).module();
    if (subject.recipe().list("base_weights").isEmpty() || !WITHOUT.contains(module)) {
      return List.of();
    }
    return found(
            subject,
            "base_weights cannot be merged by " + module + ": sd-scripts fails",
            "merge them into the model beforehand, and remove base_weights")
        .list();
  }
}
