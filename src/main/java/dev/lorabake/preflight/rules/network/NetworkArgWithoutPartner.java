package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A value that counts only beside another one. */
final class NetworkArgWithoutPartner extends PatternRule {

  private record Need(String key, List<String> partners, Set<String> modules) {}

  private static final Set<String> BLOCKS = Set.of("networks.lora", "networks.lora_fa");
  private static final Set<String> FLUX =
      Set.of("networks.lora_flux", "networks.lora_hunyuan_image");
  private static final List<String> WEIGHTS =
      List.of("down_lr_weight", "mid_lr_weight", "up_lr_weight");
  private static final List<String> PER_BLOCK =
      List.of("block_dims", "down_lr_weight", "mid_lr_weight", "up_lr_weight");

  private static final List<Need> NEEDS =
      List.of(
          new Need("block_alphas", PER_BLOCK, BLOCKS),
          new Need("conv_block_dims", PER_BLOCK, BLOCKS),
          new Need("conv_block_alphas", List.of("conv_block_dims"), BLOCKS),
          new Need("block_lr_zero_threshold", WEIGHTS, BLOCKS),
          new Need("ggpo_sigma", List.of("ggpo_beta"), FLUX),
          new Need("ggpo_beta", List.of("ggpo_sigma"), FLUX),
          new Need("conv_dim", List.of("emb_dims"), Set.of("networks.lora_sd3")),
          new Need("mlp_dim", List.of("embedder_dims"), Set.of("networks.lora_lumina")));

  NetworkArgWithoutPartner() {
    super(
        "network-arg-without-partner",
        Topic.NETWORK,
        Severity.WARNING,
        "A key of network_args counts only together with another one, which is not" + " there",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    List<Finding> findings = new ArrayList<>();
    for (Need need : NEEDS) {
      boolean alone =
          need.modules.contains(network.module())
              && network.args().containsKey(need.key)
              && need.partners.stream().noneMatch(network.args()::containsKey);
      if (alone) {
        findings.add(
            found(
                    subject,
                    "network_args has "
                        + need.key
                        + ", which counts only together with "
                        + String.join(" or ", need.partners),
                    "add " + need.partners.getFirst() + " to network_args, or remove " + need.key)
                .finding());
      }
    }
    return findings;
  }
}
