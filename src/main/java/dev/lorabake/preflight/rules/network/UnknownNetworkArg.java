package dev.lorabake.preflight.rules.network;

import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.NetworkType;
import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A key of network_args that the module does not read. */
final class UnknownNetworkArg extends PatternRule {
  UnknownNetworkArg() {
    super(
        "unknown-network-arg",
        Topic.NETWORK,
        Severity.WARNING,
        "The network module does not read this key of network_args, and passes over it in silence",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    NetworkType type = network.type();
    if (type == null) {
      return List.of();
    }
    Family family = subject.recipe().family();
    Collection<String> read = read(subject, network, type);
    List<Finding> findings = new ArrayList<>();
    for (String key : network.args().keySet()) {
      boolean judged =
          key.equals("dropout") || ReservedNetworkArg.isReserved(network.module(), key);
      if (!read.contains(key) && !judged) {
        boolean elsewhere = type.argNames().contains(key);
        findings.add(
            found(
                    subject,
                    (elsewhere ? type.title() + " of " + family.title() : type.title())
                        + " does not read network_args "
                        + key,
                    elsewhere
                        ? "remove it; it is for other models"
                        : Spelling.nearest(key, read)
                            .filter(near -> !network.args().containsKey(near))
                            .map(near -> "did you mean " + near + "?")
                            .orElse("remove it"))
                .finding());
      }
    }
    return findings;
  }

  /** A preset of the user's own may give some layers another algorithm of LyCORIS. */
  private static Collection<String> read(Subject subject, ChosenNetwork network, NetworkType type) {
    if (!network.isLycoris() || Lycoris.hasOwnPreset(network)) {
      return type.argNames(subject.recipe().family().id());
    }
    Set<String> all = new TreeSet<>();
    subject.recipe().catalog().networks().stream()
        .filter(other -> other.modules().containsValue(network.module()))
        .forEach(other -> all.addAll(other.argNames()));
    return all;
  }
}
