package dev.lorabake.preflight.rules.network;

import dev.lorabake.catalog.NetworkType;
import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.OptionalLong;

/** LyCORIS trains convolutions unless told otherwise. */
final class LycorisConvolutionsByDefault extends PatternRule {
  LycorisConvolutionsByDefault() {
    super(
        "lycoris-convolutions-by-default",
        Topic.NETWORK,
        Severity.ADVICE,
        "Without conv_dim LyCORIS trains the convolutions too, at the full rank: a larger file"
            + " and a stronger effect than LoRA of the same rank",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    NetworkType type = network.type();
    OptionalLong rank = ChosenNetwork.rank(subject.recipe());
    boolean convolutions =
        type != null
            && type.conv() != NetworkType.Convolution.NO
            && type.usualRankHigh() > 1
            && type.usualRankHigh() < 10_000;
    if (!network.isLycoris()
        || !convolutions
        || rank.isEmpty()
        || rank.getAsLong() <= 16
        || subject.recipe().family().flow()
        || network.args().containsKey("conv_dim")
        || network.args().containsKey("preset")) {
      return List.of();
    }
    return found(
            subject,
            "conv_dim is not set, so that the convolutions are trained at rank "
                + rank.getAsLong()
                + " too",
            "add conv_dim=8 to network_args, or conv_dim=0 to leave them out")
        .list();
  }
}
