package dev.lorabake.preflight.rules.network;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.preflight.TrainedParts;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Set;

/** A preset whose layers the model does not have. */
final class LycorisFindsNothing extends PatternRule {

  private static final Set<String> OTHER_ATTENTION = Set.of("sd3", "lumina", "hunyuan-image");

  LycorisFindsNothing() {
    super(
        "lycoris-finds-nothing",
        Topic.NETWORK,
        Severity.ERROR,
        "LyCORIS knows none of the model's layers by this preset, and sd-scripts stops"
            + " with an empty parameter list",
        "network_args",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    ChosenNetwork network = ChosenNetwork.of(recipe);
    if (!network.isLycoris() || !Lycoris.hasOwnPreset(network)) {
      return List.of();
    }
    String family = recipe.family().id();
    String preset = Lycoris.preset(network);
    boolean text = TrainedParts.of(recipe).textEncoder();
    boolean nothing =
        (family.equals("anima") && recipe.network() == null)
            || (preset.equals("unet-convblock-only") && recipe.family().flow())
            || (preset.equals("attn-only") && OTHER_ATTENTION.contains(family) && !text);
    if (!nothing) {
      return List.of();
    }
    return found(
            subject,
            "LyCORIS finds no layer of "
                + recipe.family().title()
                + " with preset "
                + preset
                + ": nothing is left to train",
            family.equals("anima") ? "network = \"lora\"" : "preset=attn-mlp")
        .list();
  }
}
