package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.OptionalLong;

/** The strength of the convolutions does not fit their rank. */
final class UnbalancedConvAlpha extends PatternRule {
  UnbalancedConvAlpha() {
    super(
        "unbalanced-conv-alpha",
        Topic.NETWORK,
        Severity.WARNING,
        "conv_alpha does not fit conv_dim: left out it is 1 and the convolutions learn slowly,"
            + " above the rank it amplifies",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    OptionalLong rank = network.convRank();
    boolean read = network.reads("conv_alpha", subject.recipe().family());
    if (rank.isEmpty() || rank.getAsLong() <= 0 || !read) {
      return List.of();
    }
    String written = network.args().get("conv_alpha");
    if (written == null) {
      return rank.getAsLong() <= 4 || !network.isUpstreams()
          ? List.of()
          : found(
                  subject,
                  "conv_alpha is not set, so that it is 1: the convolutions count 1/"
                      + rank.getAsLong(),
                  "add conv_alpha=" + Math.max(1, rank.getAsLong() / 2) + " to network_args")
              .list();
    }
    if (!Literal.isNumber(written) || Double.parseDouble(written) <= rank.getAsLong()) {
      return List.of();
    }
    double scale = Double.parseDouble(written) / rank.getAsLong();
    return found(
            subject,
            "conv_alpha "
                + written
                + " is above conv_dim "
                + rank.getAsLong()
                + ": the convolutions count "
                + Figures.number(scale)
                + " times",
            "conv_alpha=" + rank.getAsLong() + " is neutral, half of it is usual")
        .list();
  }
}
