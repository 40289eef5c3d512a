package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.ChosenOptimizer;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Alpha is so far below the rank that the learning rate hardly counts. */
final class TinyAlpha extends PatternRule {
  private static final double SMALLEST_USUAL_SCALE = 1 / 8.0;

  TinyAlpha() {
    super(
        "tiny-alpha",
        Topic.NETWORK,
        Severity.ADVICE,
        "network_alpha is a small part of network_dim, so that the learning rate counts only that"
            + " part",
        "network_alpha",
        "network_dim");
  }

  @Override
  public List<Finding> check(Subject subject) {
    OptionalDouble alpha = subject.recipe().number("network_alpha");
    OptionalLong rank = ChosenNetwork.rank(subject.recipe());
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    if (!subject.recipe().isSet("network_alpha")
        || alpha.isEmpty()
        || rank.isEmpty()
        || alpha.getAsDouble() <= 0
        || network.module().contains(".oft")
        || alpha.getAsDouble() >= SMALLEST_USUAL_SCALE * rank.getAsLong()
        || ChosenOptimizer.of(subject.recipe()).isAdaptive()) {
      return List.of();
    }
    double scale = alpha.getAsDouble() / rank.getAsLong();
    double rate = TrainedParts.of(subject.recipe()).modelRate().orElse(0);
    return found(
            subject,
            "network_alpha "
                + Figures.number(alpha.getAsDouble())
                + " at rank "
                + rank.getAsLong()
                + ": every change counts "
                + Figures.number(scale)
                + ", as if the rate "
                + Figures.number(rate)
                + " were "
                + Figures.number(rate * scale),
            "network_alpha = "
                + rank.getAsLong() / 2
                + ", or leave it where the learning rate was raised for it")
        .list();
  }
}
