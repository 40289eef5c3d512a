package dev.lorabake.preflight.rules.captions;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** Captions that are to vary, and are encoded once. */
final class CachedCaptionsVaried extends PatternRule {
  private static final List<String> VARIATIONS =
      List.of(
          "shuffle_caption",
          "caption_tag_dropout_rate",
          "token_warmup_step",
          "caption_dropout_rate");

  CachedCaptionsVaried() {
    super(
        "cached-captions-varied",
        Topic.CAPTIONS,
        Severity.ERROR,
        "Captions that are encoded once cannot be shuffled or dropped later: sd-scripts stops, or"
            + " in Lumina's case never varies them",
        "cache_text_encoder_outputs",
        "cache_text_encoder_outputs_to_disk",
        "shuffle_caption",
        "caption_tag_dropout_rate",
        "token_warmup_step",
        "caption_dropout_rate");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean cached =
        recipe.flag("cache_text_encoder_outputs")
            || recipe.flag("cache_text_encoder_outputs_to_disk");
    String family = recipe.family().id();
    if (!cached || family.equals("sd15") || family.equals("sd2")) {
      return List.of();
    }
    boolean checked = !family.equals("lumina");
    List<Finding> findings = new ArrayList<>();
    for (String key : VARIATIONS) {
      boolean supported = key.equals("caption_dropout_rate") && family.equals("anima");
      if (!supported) {
        subject.firstSet(key).ifPresent(value -> findings.add(finding(subject, value, checked)));
      }
    }
    return findings;
  }

  private Finding finding(Subject subject, KeyValue value, boolean checked) {
    String key = value.name().substring(value.name().lastIndexOf('.') + 1);
    return found(
            subject,
            key
                + " "
                + Figures.value(value.value())
                + " with cached captions: "
                + (checked ? "sd-scripts stops" : "they are never varied"),
            "remove " + key + ", or cache_text_encoder_outputs")
        .about(value)
        .as(checked ? Severity.ERROR : Severity.WARNING)
        .remove(value.name())
        .choice()
        .finding();
  }
}
