package dev.lorabake.preflight.rules.captions;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Set;

/** Weights in captions, for encoders that cannot read them. */
final class WeightedCaptionsUnsupported extends PatternRule {
  private static final Set<String> WITHOUT =
      Set.of("sd3", "flux", "chroma", "anima", "hunyuan-image");

  WeightedCaptionsUnsupported() {
    super(
        "weighted-captions-unsupported",
        Topic.CAPTIONS,
        Severity.ERROR,
        "weighted_captions is not written for this model, and sd-scripts fails at the first step",
        "weighted_captions",
        "cache_text_encoder_outputs");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean cached =
        (recipe.flag("cache_text_encoder_outputs")
                || recipe.flag("cache_text_encoder_outputs_to_disk"))
            && recipe.flag("network_train_unet_only");
    if (!recipe.flag("weighted_captions") || !WITHOUT.contains(recipe.family().id())) {
      return List.of();
    }
    return found(
            subject,
            "weighted_captions "
                + (cached
                    ? "has no effect on cached captions"
                    : "does not exist for " + recipe.family().title()),
            "remove it")
        .as(cached ? Severity.WARNING : Severity.ERROR)
        .remove("weighted_captions")
        .list();
  }
}
