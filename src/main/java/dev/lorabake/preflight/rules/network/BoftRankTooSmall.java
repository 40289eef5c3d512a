package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** A rank at which BOFT cannot split the layers. */
final class BoftRankTooSmall extends PatternRule {

  /** By family: the widths of all layers that the preset {@code full} takes. */
  private static final Map<String, Long> LEAST =
      Map.of(
          "sd15",
          10L,
          "sd2",
          10L,
          "sdxl",
          10L,
          "sd3",
          18L,
          "flux",
          42L,
          "chroma",
          42L,
          "lumina",
          30L,
          "hunyuan-image",
          98L);

  private static final Set<String> WHOLE = Set.of("full", "full-lin", "attn-mlp");

  BoftRankTooSmall() {
    super(
        "boft-rank-too-small",
        Topic.NETWORK,
        Severity.ERROR,
        "BOFT splits the width of each layer into network_dim and a power of two, and"
            + " stops where the rank is too small for that",
        "network_dim",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenNetwork network = ChosenNetwork.of(recipe);
    OptionalLong rank = ChosenNetwork.rank(recipe);
    Long least = LEAST.get(recipe.family().id());
    boolean boft = network.isLycoris() && Lycoris.algorithm(network).equals("boft");
    if (!boft || least == null || rank.isEmpty() || !WHOLE.contains(Lycoris.preset(network))) {
      return List.of();
    }
    if (rank.getAsLong() < least) {
      return found(
              subject,
              "network_dim "
                  + rank.getAsLong()
                  + " is too small for BOFT on "
                  + recipe.family().title()
                  + ", whose layers can be split from "
                  + least
                  + " on",
              "network_dim = " + least)
          .fix("network_dim", least)
          .list();
    }
    OptionalLong conv = network.convRank();
    boolean small = conv.isPresent() && conv.getAsLong() > 0 && conv.getAsLong() < least;
    if (recipe.family().flow() || !small || !Lycoris.preset(network).equals("full")) {
      return List.of();
    }
    return found(
            subject,
            "conv_dim "
                + conv.getAsLong()
                + " is too small for BOFT, whose layers can be split from "
                + least
                + " on",
            "conv_dim=" + least + ", or conv_dim=0 to leave the convolutions out")
        .list();
  }
}
