package dev.lorabake.preflight.rules.network;

import dev.lorabake.catalog.NetworkType;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A network module that was made for other models. */
final class NetworkOfAnotherFamily extends PatternRule {
  NetworkOfAnotherFamily() {
    super(
        "network-of-another-family",
        Topic.NETWORK,
        Severity.ERROR,
        "The network module was made for other base models: it finds nothing to train, or fails",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    NetworkType named = recipe.network();
    String family = recipe.family().id();
    if (named != null && !named.modules().containsKey(family) && !recipe.isSet("network_module")) {
      return found(
              subject,
              "there is no " + named.title() + " for " + recipe.family().title(),
              "network = \"" + recipe.family().defaultNetwork() + "\"")
          .list();
    }
    String module = recipe.text("network_module").orElse("");
    if (!module.startsWith("networks.") || fits(recipe, module)) {
      return List.of();
    }
    NetworkType usual = recipe.catalog().network(recipe.family().defaultNetwork()).orElse(null);
    String right = usual == null ? null : usual.modules().get(family);
    Draft draft =
        found(
            subject,
            "network_module " + module + " is not for " + recipe.family().title(),
            right == null ? "choose another network" : "network_module = \"" + right + "\"");
    return right == null ? draft.list() : draft.fix("network_module", right).list();
  }

  /** A module that the catalogue has for no family may be the user's own: nothing is known. */
  private static boolean fits(Recipe recipe, String module) {
    boolean known =
        recipe.catalog().networks().stream().anyMatch(t -> t.modules().containsValue(module));
    return !known
        || recipe.catalog().networks().stream()
            .anyMatch(type -> module.equals(type.modules().get(recipe.family().id())));
  }
}
