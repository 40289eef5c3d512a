package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.OptionalLong;

/** A number of blocks that does not divide the layers. */
final class IndivisibleOftBlocks extends PatternRule {

  IndivisibleOftBlocks() {
    super(
        "indivisible-oft-blocks",
        Topic.NETWORK,
        Severity.ERROR,
        "OFT cuts the width of every layer into network_dim blocks, and sd-scripts"
            + " fails where that leaves a rest",
        "network_dim",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenNetwork network = ChosenNetwork.of(recipe);
    OptionalLong blocks = ChosenNetwork.rank(recipe);
    boolean oft = network.module().equals("networks.oft");
    boolean flux = network.module().equals("networks.oft_flux");
    if ((!oft && !flux) || blocks.isEmpty() || blocks.getAsLong() < 1) {
      return List.of();
    }
    boolean wide =
        recipe.family().id().equals("sdxl") && !network.args().containsKey("enable_conv");
    long width = flux ? 3072 : wide ? 640 : 320;
    if (width % blocks.getAsLong() == 0) {
      return List.of();
    }
    long near = Math.min(blocks.getAsLong(), width);
    while (width % near != 0) {
      near--;
    }
    return found(
            subject,
            "network_dim "
                + blocks.getAsLong()
                + " does not divide "
                + width
                + ", the width of the narrowest layers",
            "network_dim = " + near)
        .fix("network_dim", near)
        .list();
  }
}
