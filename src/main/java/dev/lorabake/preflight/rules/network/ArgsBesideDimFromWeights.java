package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Settings of a network that is copied from a file. */
final class ArgsBesideDimFromWeights extends PatternRule {

  ArgsBesideDimFromWeights() {
    super(
        "args-beside-dim-from-weights",
        Topic.NETWORK,
        Severity.WARNING,
        "With dim_from_weights the network is built as the file has it, and these"
            + " settings are not read",
        "network_args",
        "network_dropout",
        "network_alpha",
        "dim_from_weights");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenNetwork network = ChosenNetwork.of(recipe);
    if (!recipe.flag("dim_from_weights") || !recipe.isSet("network_weights")) {
      return List.of();
    }
    boolean blocks =
        network.module().equals("networks.lora") || network.module().equals("networks.lora_fa");
    List<String> unread = new ArrayList<>();
    Stream.of("network_alpha", "network_dropout").filter(recipe::isSet).forEach(unread::add);
    network.args().keySet().stream()
        .filter(key -> !(blocks && (key.endsWith("_lr_weight") || key.endsWith("threshold"))))
        .filter(key -> !key.equals("algo"))
        .forEach(unread::add);
    if (unread.isEmpty()) {
      return List.of();
    }
    return found(
            subject,
            "dim_from_weights builds the network as the file has it: "
                + String.join(", ", unread)
                + (unread.size() == 1 ? " has" : " have")
                + " no effect",
            "remove them, or dim_from_weights")
        .list();
  }
}
