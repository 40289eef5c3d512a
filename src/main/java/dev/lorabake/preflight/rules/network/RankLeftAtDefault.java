package dev.lorabake.preflight.rules.network;

import dev.lorabake.catalog.NetworkType;
import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Nobody chose the rank. */
final class RankLeftAtDefault extends PatternRule {
  RankLeftAtDefault() {
    super(
        "rank-left-at-default",
        Topic.NETWORK,
        Severity.ADVICE,
        "network_dim is not set, and sd-scripts' 4 holds little detail",
        "network_dim");
  }

  @Override
  public List<Finding> check(Subject subject) {
    NetworkType type = ChosenNetwork.of(subject.recipe()).type();
    boolean ranked = type == null || type.usualRankHigh() > 1;
    if (subject.recipe().isSet("network_dim")
        || subject.recipe().flag("dim_from_weights")
        || !ranked) {
      return List.of();
    }
    return found(
            subject,
            "network_dim is not set, so that the rank is 4",
            "network_dim = 16 suits most subjects; 8 to 32 is usual")
        .list();
  }
}
