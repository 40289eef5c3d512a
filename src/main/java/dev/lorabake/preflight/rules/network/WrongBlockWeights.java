package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** Learning rates for single blocks that do not fit the model. */
final class WrongBlockWeights extends PatternRule {

  private static final List<String> KEYS =
      List.of("down_lr_weight", "mid_lr_weight", "up_lr_weight");

  WrongBlockWeights() {
    super(
        "wrong-block-weights",
        Topic.NETWORK,
        Severity.ERROR,
        "Weights of the learning rate for single blocks are unusable, or do not fit the"
            + " number of blocks",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenNetwork network = ChosenNetwork.of(recipe);
    boolean any = KEYS.stream().anyMatch(network.args()::containsKey);
    boolean fa = network.module().equals("networks.lora_fa");
    if (!any || (!fa && !network.module().equals("networks.lora"))) {
      return List.of();
    }
    boolean sdxl = recipe.family().id().equals("sdxl");
    BlockWeights weights = BlockWeights.of(network, sdxl && !fa, fa);
    if (fa && sdxl && weights.complaints().isEmpty()) {
      return found(
              subject,
              "LoRA-FA does not know the blocks of SDXL: weights of single blocks miss them all",
              "remove them, or use network = \"lora\"")
          .as(Severity.WARNING)
          .list();
    }
    List<Finding> findings = new ArrayList<>();
    weights.complaints().forEach(text -> findings.add(unusable(subject, text)));
    weights.remarks().forEach(text -> findings.add(unfit(subject, text)));
    if (findings.isEmpty() && weights.allZero() && !TrainedParts.of(recipe).textEncoder()) {
      findings.add(
          found(
                  subject,
                  "every block has the weight 0: nothing is left to train, and sd-scripts stops",
                  "give some blocks a weight above 0")
              .finding());
    }
    return findings;
  }

  private Finding unusable(Subject subject, String text) {
    return found(
            subject,
            text,
            "write numbers with commas between them, or cosine, sine, linear, reverse_linear or"
                + " zeros for down_lr_weight and up_lr_weight")
        .finding();
  }

  private Finding unfit(Subject subject, String text) {
    return found(subject, text, "write one number for each block").as(Severity.WARNING).finding();
  }
}
