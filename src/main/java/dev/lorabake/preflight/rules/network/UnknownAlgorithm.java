package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Spelling;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A LyCORIS algorithm that does not exist. */
final class UnknownAlgorithm extends PatternRule {
  /** Names in lycoris/wrapper.py (network_module_dict) of any release. */
  private static final List<String> KNOWN =
      List.of(
          "lora",
          "locon",
          "loha",
          "ia3",
          "lokr",
          "dylora",
          "full",
          "diag-oft",
          "boft",
          "glora",
          "tlora",
          "abba");

  /** Dropped with release 3, or newer than that. */
  private static final Set<String> NOT_IN_RELEASE_3 = Set.of("ia3", "tlora", "abba");

  /** Takes a layer's weight away, and then calls the layer (lycoris/modules/full.py). */
  private static final String WITH_BROKEN_FULL = "3.2.0.post2";

  UnknownAlgorithm() {
    super(
        "unknown-algorithm",
        Topic.NETWORK,
        Severity.ERROR,
        "LyCORIS has no such algorithm, or one that fails, and stops after everything is loaded and"
            + " cached",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    String algorithm = network.args().get("algo");
    if (!network.isLycoris() || algorithm == null) {
      return List.of();
    }
    String name = algorithm.toLowerCase(Locale.ROOT);
    if (NOT_IN_RELEASE_3.contains(name) && Lycoris.isRelease3(subject)) {
      return found(
              subject,
              "the installed release 3 of LyCORIS has no algorithm " + name,
              "network = \"lora\", or another release of lycoris-lora")
          .list();
    }
    if (name.equals("full") && Lycoris.isInstalled(subject, WITH_BROKEN_FULL)) {
      return found(
              subject,
              "algo=full of the installed LyCORIS "
                  + WITH_BROKEN_FULL
                  + " fails at the first step: it takes the weights away that it then reads",
              "another release of lycoris-lora, or network = \"lora\"")
          .list();
    }
    if (KNOWN.contains(name)) {
      return List.of();
    }
    return found(
            subject,
            "network_args has algo=" + algorithm + ", which LyCORIS does not have",
            Spelling.nearest(algorithm, KNOWN)
                .map(near -> "did you mean algo=" + near + "?")
                .orElse("use one of " + String.join(", ", KNOWN)))
        .list();
  }
}
