package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.weights.LoraContents;
import java.util.List;
import java.util.OptionalLong;

/** A LoRA to go on from that is larger or smaller than the recipe's. */
final class LoraOfAnotherRank extends PatternRule {
  LoraOfAnotherRank() {
    super(
        "lora-of-another-rank",
        Topic.WEIGHTS,
        Severity.ERROR,
        "network_weights has another rank than network_dim, and sd-scripts stops at the sizes",
        "network_weights",
        "network_dim",
        "dim_from_weights");
  }

  @Override
  public List<Finding> check(Subject subject) {
    LoraContents lora = NamedLora.toGoOnFrom(subject).orElse(null);
    if (lora == null) {
      return List.of();
    }
    OptionalLong rank = LoraMatch.otherRank(subject.recipe(), lora);
    if (rank.isEmpty()) {
      return List.of();
    }
    return found(
            subject,
            "network_weights has rank "
                + rank.getAsLong()
                + ", and network_dim is "
                + ChosenNetwork.rank(subject.recipe()).orElse(4)
                + ": sd-scripts stops while loading it",
            "network_dim = " + rank.getAsLong() + ", or dim_from_weights = true")
        .about("network_weights", "network_dim")
        .fix("network_dim", rank.getAsLong())
        .choice()
        .list();
  }
}
