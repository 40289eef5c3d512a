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

/** Nobody chose alpha, and upstream's 1 is far below the rank. */
final class AlphaLeftAtDefault extends PatternRule {
  /** At rank 4, upstream's own default, the scale is a quarter and still in use. */
  private static final long HARMLESS_RANK = 4;

  AlphaLeftAtDefault() {
    super(
        "alpha-left-at-default",
        Topic.NETWORK,
        Severity.WARNING,
        "network_alpha is not set, and sd-scripts' 1 makes a network of higher rank learn far"
            + " more slowly",
        "network_alpha",
        "network_dim");
  }

  @Override
  public List<Finding> check(Subject subject) {
    OptionalLong rank = ChosenNetwork.rank(subject.recipe());
    NetworkType type = ChosenNetwork.of(subject.recipe()).type();
    boolean ranked = type == null || type.usualRankHigh() > 1;
    if (subject.recipe().isSet("network_alpha")
        || subject.recipe().flag("dim_from_weights")
        || rank.isEmpty()
        || rank.getAsLong() <= HARMLESS_RANK
        || !ranked
        || (type != null && type.id().equals("oft"))) {
      return List.of();
    }
    long half = Math.max(1, rank.getAsLong() / 2);
    return found(
            subject,
            "network_alpha is not set, so that it is 1: at rank "
                + rank.getAsLong()
                + " every change counts 1/"
                + rank.getAsLong()
                + " ("
                + Figures.number(1.0 / rank.getAsLong())
                + ")",
            "network_alpha = " + half + ", half the rank, or " + rank.getAsLong() + " for neutral")
        .fix("network_alpha", half)
        .list();
  }
}
