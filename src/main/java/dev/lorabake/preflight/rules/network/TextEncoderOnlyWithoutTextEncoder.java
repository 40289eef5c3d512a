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

/** Only the text encoder is to be trained, by something that never trains it. */
final class TextEncoderOnlyWithoutTextEncoder extends PatternRule {
  TextEncoderOnlyWithoutTextEncoder() {
    super(
        "text-encoder-only-without-text-encoder",
        Topic.NETWORK,
        Severity.ERROR,
        "Only the text encoder is to be trained, but this network or family never trains it",
        "network_train_text_encoder_only",
        "network_module");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean only = recipe.flag("network_train_text_encoder_only");
    if (!only || recipe.flag("network_train_unet_only") || TrainedParts.of(recipe).textEncoder()) {
      return List.of();
    }
    return found(
            subject,
            "network_train_text_encoder_only is set, and "
                + ChosenNetwork.of(recipe).module()
                + " never trains a text encoder: nothing is left to train",
            "remove network_train_text_encoder_only")
        .remove("network_train_text_encoder_only")
        .choice()
        .list();
  }
}
