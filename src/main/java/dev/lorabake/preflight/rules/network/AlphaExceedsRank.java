package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.OptionalDouble;

/** Alpha above the rank multiplies the learning rate. */
public final class AlphaExceedsRank extends PatternRule {
  public AlphaExceedsRank() {
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
    OptionalDouble rank = subject.recipe().number("network_dim");
    if (alpha.isEmpty() || rank.isEmpty() || alpha.getAsDouble() <= rank.getAsDouble()) {
      return List.of();
    }
    String shownRank = Figures.number(rank.getAsDouble());
    double scale = alpha.getAsDouble() / rank.getAsDouble();
    return found(
            subject,
            "network_alpha "
                + Figures.number(alpha.getAsDouble())
                + " is above network_dim "
                + shownRank
                + ": every change counts "
                + Figures.number(scale)
                + " times",
            "network_alpha = "
                + shownRank
                + " is neutral, half of it is usual; raise"
                + " learning_rate instead")
        .fix(
            "network_alpha",
            rank.getAsDouble() == Math.rint(rank.getAsDouble())
                ? (Object) (long) rank.getAsDouble()
                : (Object) rank.getAsDouble())
        .list();
  }
}
