package dev.lorabake.preflight.rules.network;

import dev.lorabake.catalog.NetworkType;
import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** No network is named at all. */
final class MissingNetworkModule extends PatternRule {
  MissingNetworkModule() {
    super(
        "missing-network-module",
        Topic.NETWORK,
        Severity.ERROR,
        "network_module is not set, and sd-scripts stops after it has loaded and cached everything",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (!ChosenNetwork.of(subject.recipe()).module().isEmpty()
        || subject.recipe().network() != null) {
      return List.of();
    }
    NetworkType usual =
        subject.recipe().catalog().network(subject.recipe().family().defaultNetwork()).orElse(null);
    String module = usual == null ? null : usual.modules().get(subject.recipe().family().id());
    Draft draft =
        found(
            subject,
            "no network is named, neither by network nor by network_module",
            module == null ? "set network_module" : "network_module = \"" + module + "\"");
    return module == null ? draft.list() : draft.fix("network_module", module).list();
  }
}
