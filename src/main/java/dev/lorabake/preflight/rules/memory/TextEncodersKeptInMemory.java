package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** Text encoders that are not trained and could be put away. */
final class TextEncodersKeptInMemory extends PatternRule {
  TextEncodersKeptInMemory() {
    super(
        "text-encoders-kept-in-memory",
        Topic.MEMORY,
        Severity.ADVICE,
        "The text encoders are not trained, yet they stay in VRAM and read every caption anew",
        "cache_text_encoder_outputs",
        "network_train_unet_only");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean able =
        recipe
            .catalog()
            .option("cache_text_encoder_outputs")
            .filter(option -> option.isIn(recipe.script()))
            .isPresent();
    boolean cached =
        recipe.flag("cache_text_encoder_outputs")
            || recipe.flag("cache_text_encoder_outputs_to_disk");
    boolean varied =
        List.of(
                "shuffle_caption",
                "caption_dropout_rate",
                "caption_tag_dropout_rate",
                "token_warmup_step",
                "caption_dropout_every_n_epochs",
                "enable_wildcard",
                "weighted_captions")
            .stream()
            .anyMatch(subject::isActive);
    if (!able || cached || varied || !recipe.flag("network_train_unet_only")) {
      return List.of();
    }
    return found(
            subject,
            "the text encoders are not trained and stay in VRAM: "
                + String.join(", ", recipe.family().textEncoders()),
            "cache_text_encoder_outputs = true")
        .fix("cache_text_encoder_outputs", true)
        .list();
  }
}
