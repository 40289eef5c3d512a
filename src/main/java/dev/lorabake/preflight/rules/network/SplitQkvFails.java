package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** split_qkv beside something that it breaks. */
final class SplitQkvFails extends PatternRule {

  private static final Set<String> SPLITTING =
      Set.of("networks.lora_flux", "networks.lora_sd3", "networks.lora_hunyuan_image");
  private static final Set<String> GGPO =
      Set.of("networks.lora_flux", "networks.lora_hunyuan_image");

  SplitQkvFails() {
    super(
        "split-qkv-fails",
        Topic.NETWORK,
        Severity.ERROR,
        "split_qkv=True does not go with rank_dropout, ggpo or Lumina, and sd-scripts"
            + " fails at the first step or the first save",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenNetwork network = ChosenNetwork.of(recipe);
    if (!network.isTrue("split_qkv")) {
      return List.of();
    }
    if (network.module().equals("networks.lora_lumina")
        && !network.args().getOrDefault("attn_dim", "1").equals("0")) {
      return found(
              subject,
              "split_qkv=True does nothing on Lumina until the first save, where sd-scripts fails",
              "remove split_qkv")
          .list();
    }
    if (!SPLITTING.contains(network.module())) {
      return List.of();
    }
    boolean perturbed =
        GGPO.contains(network.module())
            && network.args().containsKey("ggpo_sigma")
            && network.args().containsKey("ggpo_beta");
    if (network.args().containsKey("rank_dropout") || perturbed) {
      String other = perturbed ? "ggpo_sigma and ggpo_beta" : "rank_dropout";
      return found(
              subject,
              "split_qkv=True does not go with " + other + ": sd-scripts fails at the first step",
              "remove split_qkv, or " + other)
          .list();
    }
    OptionalDouble norm = recipe.number("scale_weight_norms");
    if (norm.isEmpty() || norm.getAsDouble() == 0) {
      return List.of();
    }
    return found(
            subject,
            "scale_weight_norms "
                + Figures.number(norm.getAsDouble())
                + " does not reach the layers that split_qkv=True splits",
            "remove split_qkv, or scale_weight_norms")
        .about("scale_weight_norms", "network_args")
        .as(Severity.WARNING)
        .list();
  }
}
