package dev.lorabake.preflight.rules.memory;

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

/** Encoded captions that should change. */
public final class CachedCaptionsVary extends PatternRule {
  private static final List<String> VARYING =
      List.of(
          "shuffle_caption",
          "caption_dropout_rate",
          "caption_tag_dropout_rate",
          "token_warmup_step");

  public CachedCaptionsVary() {
    super(
        "cached-captions-vary",
        Topic.MEMORY,
        Severity.ERROR,
        "Captions that are to change in every step cannot be cached in encoded form",
        "cache_text_encoder_outputs",
        "cache_text_encoder_outputs_to_disk");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String family = recipe.family().id();
    String cache =
        recipe.flag("cache_text_encoder_outputs")
            ? "cache_text_encoder_outputs"
            : "cache_text_encoder_outputs_to_disk";
    if (!recipe.flag(cache)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (String key : VARYING) {
      KeyValue set = subject.firstSet(key).orElse(null);
      if (set != null && !(key.equals("caption_dropout_rate") && family.equals("anima"))) {
        boolean silent = family.equals("lumina");
        findings.add(
            found(
                    subject,
                    set.name()
                        + " = "
                        + Figures.value(set.value())
                        + " changes captions, and "
                        + cache
                        + " encodes them once: "
                        + (silent ? "nothing will change" : "sd-scripts stops"),
                    "remove " + set.name() + ", or " + cache)
                .about(set)
                .as(silent ? Severity.WARNING : Severity.ERROR)
                .remove(set.name())
                .finding());
      }
    }
    return findings;
  }
}
