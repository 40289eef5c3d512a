package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Literal;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Blocks that the model does not have. */
final class WrongBlockIndices extends PatternRule {

  /** Blocks of Stable Diffusion 3.5 Large. */
  private static final int DEEPEST = 38;

  WrongBlockIndices() {
    super(
        "wrong-block-indices",
        Topic.NETWORK,
        Severity.ERROR,
        "A choice of blocks in network_args names one that the model does not have, or"
            + " cannot be read",
        "network_args");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenNetwork network = ChosenNetwork.of(recipe);
    List<Finding> findings = new ArrayList<>();
    switch (network.module()) {
      case "networks.lora_flux" -> {
        judge(subject, network, "train_double_block_indices", 19, 19, findings);
        judge(subject, network, "train_single_block_indices", 38, 38, findings);
      }
      case "networks.lora_sd3" ->
          judge(subject, network, "train_block_indices", 999, DEEPEST, findings);
      default -> {}
    }
    if (findings.isEmpty() && takesNone(network) && !TrainedParts.of(recipe).textEncoder()) {
      findings.add(
          found(
                  subject,
                  "network_args chooses no block at all: nothing is left to train",
                  "choose some blocks, such as 0-9")
              .finding());
    }
    return findings;
  }

  private static boolean takesNone(ChosenNetwork network) {
    return switch (network.module()) {
      case "networks.lora_flux" ->
          isNone(network, "train_double_block_indices")
              && isNone(network, "train_single_block_indices")
              && !network.args().containsKey("in_dims");
      case "networks.lora_sd3" ->
          isNone(network, "train_block_indices") && !network.args().containsKey("emb_dims");
      default -> false;
    };
  }

  private static boolean isNone(ChosenNetwork network, String key) {
    return Set.of("none", "").contains(network.args().getOrDefault(key, "all"));
  }

  /** {@code limit} is where upstream stops, {@code depth} the number of blocks there are. */
  private void judge(
      Subject subject,
      ChosenNetwork network,
      String key,
      int limit,
      int depth,
      List<Finding> findings) {
    String text = network.args().getOrDefault(key, "all");
    if (Set.of("all", "none", "").contains(text)) {
      return;
    }
    boolean allBeyond = true;
    for (String range : text.split(",", -1)) {
      String first = range.split("-", -1)[0];
      allBeyond &= Literal.whole(first).orElse(-1) >= depth;
    }
    for (String range : text.split(",", -1)) {
      String[] ends = range.split("-", -1);
      boolean whole = ends.length <= 2 && Stream.of(ends).allMatch(Literal::isWhole);
      long first = Literal.whole(ends[0]).orElse(-1);
      long last = Literal.whole(ends[ends.length - 1]).orElse(-1);
      boolean stops = !whole || last >= limit || first > last || allBeyond;
      if (stops || last >= depth) {
        findings.add(
            found(
                    subject,
                    key
                        + " in network_args has \""
                        + range.strip()
                        + "\", and blocks go from 0 to "
                        + (depth - 1),
                    "write numbers and ranges such as 0-9,12")
                .as(stops ? Severity.ERROR : Severity.WARNING)
                .finding());
        return;
      }
    }
  }
}
