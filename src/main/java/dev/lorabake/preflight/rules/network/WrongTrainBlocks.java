package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A choice of blocks that the module does not have. */
final class WrongTrainBlocks extends PatternRule {
  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "networks.lora_flux",
          List.of("all", "single", "double"),
          "networks.lora_lumina",
          List.of("all", "transformer", "refiners", "noise_refiner", "context_refiner"));

  WrongTrainBlocks() {
    super(
        "wrong-train-blocks",
        Topic.NETWORK,
        Severity.ERROR,
        "train_blocks in network_args is none of the module's choices, or does not go with"
            + " split_qkv",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    List<String> choices = CHOICES.get(network.module());
    if (choices == null) {
      return List.of();
    }
    String blocks = network.args().getOrDefault("train_blocks", "all");
    if (!choices.contains(blocks)) {
      return found(
              subject,
              "network_args has train_blocks=" + blocks + ", which is none of its choices",
              "use one of " + String.join(", ", choices))
          .list();
    }
    boolean split = "True".equals(network.args().get("split_qkv"));
    boolean noDouble =
        blocks.equals("single")
            || Set.of("none", "")
                .contains(network.args().getOrDefault("train_double_block_indices", "all"));
    if (!split || !network.module().equals("networks.lora_flux") || noDouble) {
      return List.of();
    }
    return found(
            subject,
            "split_qkv=True does not work while double blocks are trained: sd-scripts fails"
                + " there",
            "add train_blocks=single, or remove split_qkv")
        .list();
  }
}
