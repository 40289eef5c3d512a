package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** Training what is no longer run. */
public final class CachedTextEncoderTrained extends PatternRule {
  public CachedTextEncoderTrained() {
    super(
        "cached-text-encoder-trained",
        Topic.MEMORY,
        Severity.ERROR,
        "A text encoder cannot be trained on its own cached outputs, and sd-scripts stops",
        "cache_text_encoder_outputs",
        "cache_text_encoder_outputs_to_disk",
        "network_train_unet_only");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String family = recipe.family().id();
    String option =
        recipe.flag("cache_text_encoder_outputs")
            ? "cache_text_encoder_outputs"
            : "cache_text_encoder_outputs_to_disk";
    boolean stops = family.equals("sdxl") || family.equals("anima");
    boolean only = recipe.flag("network_train_text_encoder_only");
    if (!recipe.flag(option)
        || !(stops || only)
        || (recipe.flag("network_train_unet_only") && !only)) {
      return List.of();
    }
    Draft draft =
        found(
                subject,
                option
                    + " and the text encoder is to be trained"
                    + (only ? " (network_train_text_encoder_only)" : "")
                    + (stops ? ": sd-scripts stops" : ": cached outputs cannot teach it anything"),
                "network_train_unet_only = true, as is usual, or remove " + option)
            .about(option, only ? "network_train_text_encoder_only" : "network_train_unet_only");
    if (only) {
      draft.remove("network_train_text_encoder_only");
    }
    return draft.fix("network_train_unet_only", true).list();
  }
}
