package dev.lorabake.preflight.rules.captions;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Optional;

/** The trigger word wanders. */
final class ShuffledTriggerWord extends PatternRule {
  ShuffledTriggerWord() {
    super(
        "shuffled-trigger-word",
        Topic.CAPTIONS,
        Severity.ADVICE,
        "shuffle_caption without keep_tokens shuffles the trigger word too, and it is learnt less"
            + " firmly",
        "shuffle_caption",
        "keep_tokens",
        "keep_tokens_separator");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Optional<KeyValue> shuffled = subject.firstSet("shuffle_caption");
    boolean kept = subject.isActive("keep_tokens") || subject.isActive("keep_tokens_separator");
    boolean cached = subject.isActive("cache_text_encoder_outputs"); // never shuffled, and told so
    if (shuffled.isEmpty() || kept || cached) {
      return List.of();
    }
    String name = shuffled.get().name();
    return found(
            subject,
            "shuffle_caption without keep_tokens: the first tag, mostly the trigger word, is"
                + " shuffled too",
            "keep_tokens = 1, if your captions begin with a trigger word")
        .about(shuffled.get())
        .fix(name.replaceAll("shuffle_caption$", "keep_tokens"), 1L)
        .list();
  }
}
