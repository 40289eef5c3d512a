package dev.lorabake.preflight.rules.network;

import dev.lorabake.catalog.NetworkType;
import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.OptionalLong;

/** A rank outside what the network type is used with. */
final class UnusualRank extends PatternRule {
  UnusualRank() {
    super(
        "unusual-rank",
        Topic.NETWORK,
        Severity.ADVICE,
        "network_dim lies outside the ranks that this kind of network is used with",
        "network_dim");
  }

  @Override
  public List<Finding> check(Subject subject) {
    OptionalLong rank = ChosenNetwork.rank(subject.recipe());
    NetworkType type = ChosenNetwork.of(subject.recipe()).type();
    if (rank.isEmpty()
        || type == null
        || type.usualRankHigh() <= 1
        || !subject.recipe().isSet("network_dim")) {
      return List.of();
    }
    long low = type.usualRankLow();
    long high = type.usualRankHigh();
    if (rank.getAsLong() >= low && rank.getAsLong() <= high) {
      return List.of();
    }
    String consequence =
        rank.getAsLong() > high ? "mostly a larger file" + size(subject) : "it holds little detail";
    return found(
            subject,
            "network_dim "
                + rank.getAsLong()
                + " is outside the usual "
                + low
                + " to "
                + high
                + " of "
                + type.title()
                + ": "
                + consequence,
            rank.getAsLong() > high
                ? "network_dim = " + high + " or less"
                : "network_dim = " + low + " or more")
        .list();
  }

  private static String size(Subject subject) {
    return subject.plan().checkpoints().isEmpty()
        ? ""
        : ", "
            + Figures.fileSize(subject.plan().checkpoints().getLast().bytes())
            + " for each checkpoint";
  }
}
