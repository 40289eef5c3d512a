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

/** Two text encoders whose networks get the same names. */
final class DyloraOnTwoTextEncoders extends PatternRule {

  DyloraOnTwoTextEncoders() {
    super(
        "dylora-on-two-text-encoders",
        Topic.NETWORK,
        Severity.ERROR,
        "DyLoRA names the networks of SDXL's two text encoders alike, so that the"
            + " second hides the first, which never reaches the GPU",
        "network_module",
        "network_train_unet_only");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean dylora = ChosenNetwork.of(recipe).module().equals("networks.dylora");
    boolean two = recipe.family().id().equals("sdxl");
    if (!dylora || !two || !TrainedParts.of(recipe).textEncoder()) {
      return List.of();
    }
    return found(
            subject,
            "DyLoRA cannot train the two text encoders of SDXL: their networks get the same names",
            "network_train_unet_only = true")
        .fix("network_train_unet_only", true)
        .list();
  }
}
