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

/** A text encoder that is meant to be trained and has no network. */
final class UntrainedTextEncoder extends PatternRule {

  UntrainedTextEncoder() {
    super(
        "untrained-text-encoder",
        Topic.NETWORK,
        Severity.WARNING,
        "network_train_unet_only is not set, but this network or model trains no text"
            + " encoder: it is computed anew each step for nothing",
        "network_train_unet_only",
        "text_encoder_lr",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean cached =
        recipe.flag("cache_text_encoder_outputs")
            || recipe.flag("cache_text_encoder_outputs_to_disk");
    if (recipe.flag("network_train_unet_only")
        || recipe.flag("network_train_text_encoder_only")
        || TrainedParts.of(recipe).textEncoder()
        || cached) {
      return List.of();
    }
    String who =
        ChosenNetwork.of(recipe).module().contains(".oft") ? "OFT" : recipe.family().title();
    return found(
            subject,
            who
                + " trains no text encoder here, and network_train_unet_only is not set: captions"
                + " are encoded anew at each step"
                + (recipe.isSet("text_encoder_lr") ? ", and text_encoder_lr has no effect" : ""),
            "network_train_unet_only = true")
        .fix("network_train_unet_only", true)
        .list();
  }
}
