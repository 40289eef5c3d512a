package dev.lorabake.preflight.rules.network;

import dev.lorabake.catalog.NetworkType;
import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** A LoCon that is plain LoRA. */
final class LoconWithoutConvDim extends PatternRule {
  LoconWithoutConvDim() {
    super(
        "locon-without-conv-dim",
        Topic.NETWORK,
        Severity.WARNING,
        "LoCon without conv_dim trains no convolution: it is plain LoRA",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    NetworkType type = subject.recipe().network();
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    if (type == null
        || type.conv() != NetworkType.Convolution.NEEDED
        || network.args().containsKey("conv_dim")
        || network.args().containsKey("conv_block_dims")) {
      return List.of();
    }
    List<Object> args = new ArrayList<>(subject.recipe().list("network_args"));
    args.add("conv_dim=8");
    args.add("conv_alpha=4");
    return found(
            subject,
            "network " + type.id() + " has no conv_dim, so that it is plain LoRA",
            "network_args = " + Figures.value(args))
        .fix("network_args", args)
        .list();
  }
}
