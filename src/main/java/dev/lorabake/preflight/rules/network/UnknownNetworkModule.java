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
    TreeSet<String> known = new TreeSet<>();
    recipe.catalog().networks().forEach(type -> known.addAll(type.modules().values()));
    if (known.contains(module) || !isMeant(module, known)) {
      return List.of();
    }
    String bare = module.replaceAll("\\.py$", "").replace('/', '.').replace('\\', '.');
    String near =
        known.stream()
            .filter(name -> name.equals(bare) || name.endsWith("." + bare))
            .findFirst()
            .or(() -> Spelling.nearest(bare, known))
            .orElse(null);
    Draft draft =
        found(
            subject,
            "sd-scripts has no network module " + module,
            near == null ? "use one of " + String.join(", ", known) : "did you mean " + near + "?");
    return near == null ? draft.list() : draft.fix("network_module", near).list();
  }

  /** A module of the user's own may have any other name; a path is no module at all. */
  private static boolean isMeant(String module, Set<String> known) {
    boolean path = module.endsWith(".py") || module.indexOf('/') >= 0 || module.indexOf('\\') >= 0;
    boolean last = known.stream().anyMatch(name -> name.endsWith("." + module));
    return path
        || last
        || module.startsWith("networks.")
        || module.startsWith("network.")
        || module.startsWith("lycoris");
  }
}
