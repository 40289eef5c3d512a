package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Spelling;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A module of upstream's package that does not exist. */
final class UnknownNetworkModule extends PatternRule {
  /** Modules of upstream that make networks without being a type of their own. */
  private static final Set<String> OTHERS = Set.of("networks.control_net_lllite_for_train");

  UnknownNetworkModule() {
    super(
        "unknown-network-module",
        Topic.NETWORK,
        Severity.ERROR,
        "sd-scripts has no network module of this name, and finds out after it has loaded and"
            + " cached everything",
        "network_module");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String module = recipe.text("network_module").orElse("");
    TreeSet<String> known = new TreeSet<>(OTHERS);
    recipe.catalog().networks().forEach(type -> known.addAll(type.modules().values()));
    boolean ofUpstream = module.startsWith("networks.") || module.startsWith("network.");
    if (!ofUpstream || known.contains(module)) {
      return List.of();
    }
    String near = Spelling.nearest(module, known).orElse(null);
    Draft draft =
        found(
            subject,
            "sd-scripts has no network module " + module,
            near == null ? "use one of " + String.join(", ", known) : "did you mean " + near + "?");
    return near == null ? draft.list() : draft.fix("network_module", near).list();
  }
}
