package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Optional;

/** Captions that get mixed up. */
final class CachedInfoWithValidation extends PatternRule {
  CachedInfoWithValidation() {
    super(
        "cached-info-with-validation",
        Topic.DATASET,
        Severity.ERROR,
        "cache_info with validation_split pairs captions with the wrong images from the second run"
            + " on, and loses images",
        "cache_info",
        "validation_split");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Optional<KeyValue> info = subject.firstSet("cache_info");
    if (info.isEmpty() || !subject.isActive("validation_split")) {
      return List.of();
    }
    return found(
            subject,
            "cache_info with validation_split: captions get paired with the wrong images",
            "remove cache_info")
        .about(info.get())
        .remove(info.get().name())
        .list();
  }
}
