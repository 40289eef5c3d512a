package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A list of ranks or alphas that does not fit the model. */
final class WrongBlockList extends PatternRule {

  WrongBlockList() {
    super(
        "wrong-block-list",
        Topic.NETWORK,
        Severity.ERROR,
        "A list of ranks or alphas in network_args has the wrong length, or an item"
            + " that is no number",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    ChosenNetwork network = ChosenNetwork.of(subject.recipe());
    boolean sdxl = subject.recipe().family().id().equals("sdxl");
    List<Finding> findings = new ArrayList<>();
    switch (network.module()) {
      case "networks.lora" -> perBlock(subject, network, sdxl ? 23 : 25, findings);
      case "networks.lora_fa" -> {
        if (sdxl && network.args().containsKey("block_dims")) {
          findings.add(
              found(
                      subject,
                      "LoRA-FA does not know the blocks of SDXL: all of them take the last value of"
                          + " block_dims",
                      "remove block_dims, or use network = \"lora\"")
                  .finding());
        } else {
          perBlock(subject, network, 25, findings);
        }
      }
      case "networks.lora_flux" -> judge(subject, network, "in_dims", 5, true, findings);
      case "networks.lora_sd3" -> judge(subject, network, "emb_dims", 6, true, findings);
      case "networks.lora_lumina" -> judge(subject, network, "embedder_dims", 3, true, findings);
      default -> {}
    }
    return findings;
  }

  /** The lists count once there is one of ranks, or of learning rates (networks/lora.py). */
  private void perBlock(
      Subject subject, ChosenNetwork network, int blocks, List<Finding> findings) {
    judge(subject, network, "block_dims", blocks, true, findings);
    boolean used =
        Stream.of("block_dims", "down_lr_weight", "mid_lr_weight", "up_lr_weight")
            .anyMatch(network.args()::containsKey);
    if (used) {
      judge(subject, network, "block_alphas", blocks, false, findings);
      judge(subject, network, "conv_block_dims", blocks, true, findings);
    }
    boolean none =
        network.args().getOrDefault("block_dims", "1").matches("0(,0)*")
            && network.args().getOrDefault("conv_block_dims", "0").matches("0(,0)*")
            && !network.args().containsKey("conv_dim");
    if (findings.isEmpty() && none && !TrainedParts.of(subject.recipe()).textEncoder()) {
      findings.add(
          found(
                  subject,
                  "block_dims are 0 for every block: nothing is left to train",
                  "give some blocks a rank")
              .finding());
    }
    if (used && network.args().containsKey("conv_block_dims")) {
      judge(subject, network, "conv_block_alphas", blocks, false, findings);
    }
  }

  private void judge(
      Subject subject,
      ChosenNetwork network,
      String key,
      int length,
      boolean whole,
      List<Finding> findings) {
    String text = network.args().get(key);
    if (text == null) {
      return;
    }
    boolean bracketed = key.endsWith("_dims") && !key.contains("block") && text.startsWith("[");
    String bare = bracketed ? text.replaceAll("^\\[|\\]$", "") : text;
    String[] items = bare.split(",", -1);
    Optional<String> odd =
        Stream.of(items)
            .filter(i -> whole ? !Literal.isWhole(i) : !Literal.isNumber(i))
            .findFirst();
    if (odd.isPresent()) {
      String wanted = whole ? "a whole number" : "a number";
      findings.add(
          found(
                  subject,
                  key + " in network_args has the item \"" + odd.get() + "\", expected " + wanted,
                  "write " + length + " numbers with commas between them")
              .finding());
    } else if (items.length != length) {
      findings.add(
          found(
                  subject,
                  key
                      + " in network_args has "
                      + Figures.count(items.length, "value")
                      + ", and "
                      + network.module()
                      + " wants "
                      + length,
                  "write " + length + " numbers, one for each")
              .finding());
    }
  }
}
