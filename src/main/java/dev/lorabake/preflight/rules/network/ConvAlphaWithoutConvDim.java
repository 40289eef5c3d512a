package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A strength for convolutions that are not trained. */
final class ConvAlphaWithoutConvDim extends PatternRule {
  ConvAlphaWithoutConvDim() {
    super(
        "conv-alpha-without-conv-dim",
        Topic.NETWORK,
        Severity.WARNING,
        "conv_alpha without conv_dim has no effect: no convolution is trained",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    if (!network.reads("conv_alpha", subject.recipe().family())
        || !network.isUpstreams()
        || !network.args().containsKey("conv_alpha")
        || network.args().containsKey("conv_dim")) {
      return List.of();
    }
    return found(
            subject,
            "network_args has conv_alpha=" + network.args().get("conv_alpha") + " and no conv_dim",
            "add conv_dim=8 to network_args, or remove conv_alpha")
        .list();
  }
}
