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
import java.util.OptionalLong;

/** Alpha above the rank multiplies the learning rate. */
final class AlphaExceedsRank extends PatternRule {
  AlphaExceedsRank() {
    super(
        "alpha-exceeds-rank",
        Topic.NETWORK,
        Severity.ERROR,
        "network_alpha above network_dim amplifies what is learnt, as if the learning rate were"
            + " that many times higher",
        "network_alpha",
        "network_dim");
  }

  @Override
  public List<Finding> check(Subject subject) {
    OptionalDouble alpha = subject.recipe().number("network_alpha");
    OptionalLong rank = ChosenNetwork.rank(subject.recipe());
    if (alpha.isEmpty() || rank.isEmpty() || alpha.getAsDouble() <= rank.getAsLong()) {
      return List.of();
    }
    String scale = Figures.number(alpha.getAsDouble() / rank.getAsLong());
    return found(
            subject,
            "network_alpha "
                + Figures.number(alpha.getAsDouble())
                + " is above network_dim "
                + rank.getAsLong()
                + ": every change counts "
                + scale
                + " times",
            "network_alpha = "
                + rank.getAsLong()
                + " is neutral, half of it is usual; raise learning_rate instead")
        .fix("network_alpha", rank.getAsLong())
        .choice() // or the rank was meant to be larger
        .list();
  }
}
