package dev.lorabake.preflight.rules.captions;

import dev.lorabake.preflight.ChosenNetwork;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Set;

/** A text encoder that is trained on what it said before. */
final class CachedCaptionsTrained extends PatternRule {
  private static final Set<String> REFUSES = Set.of("sdxl", "anima");

  private static final Set<String> HAS_T5 = Set.of("flux", "chroma", "sd3");

  CachedCaptionsTrained() {
    super(
        "cached-captions-trained",
        Topic.CAPTIONS,
        Severity.ERROR,
        "Captions are encoded once, yet the text encoder is to be trained: sd-scripts stops",
        "cache_text_encoder_outputs",
        "cache_text_encoder_outputs_to_disk",
        "network_train_unet_only",
        "network_train_text_encoder_only");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean cached =
        recipe.flag("cache_text_encoder_outputs")
            || recipe.flag("cache_text_encoder_outputs_to_disk");
    boolean only = recipe.flag("network_train_text_encoder_only");
    boolean refused = REFUSES.contains(recipe.family().id());
    if (cached && HAS_T5.contains(recipe.family().id()) && trainsT5(recipe)) {
      return found(
              subject,
              "train_t5xxl=True with cached captions: sd-scripts stops",
              "remove train_t5xxl from network_args, or cache_text_encoder_outputs")
          .about("cache_text_encoder_outputs", "network_args")
          .list();
    }
    if (!cached || recipe.flag("network_train_unet_only") || (!refused && !crashes(recipe))) {
      return List.of();
    }
    Draft draft =
        found(
            subject,
            "cache_text_encoder_outputs, and network_train_unet_only is not set: sd-scripts "
                + (refused ? "stops" : "fails at the first step"),
            only
                ? "remove cache_text_encoder_outputs: the text encoder is what you train"
                : "network_train_unet_only = true");
    return only ? draft.list() : draft.fix("network_train_unet_only", true).choice().list();
  }

  /** Asked of the network, whether its text encoders are in use or not (post_process_network). */
  private static boolean trainsT5(Recipe recipe) {
    ChosenNetwork network = ChosenNetwork.of(recipe);
    String text = network.args().getOrDefault("train_t5xxl", "false");
    return network.isLycoris() ? !text.equalsIgnoreCase("false") : network.isTrue("train_t5xxl");
  }

  /** HunyuanImage and Chroma put their encoders away and then ask them again. */
  private static boolean crashes(Recipe recipe) {
    return recipe.family().id().equals("hunyuan-image")
        || recipe.family().id().equals("chroma")
        || recipe.text("model_type").orElse("").equals("chroma");
  }
}
