package dev.lorabake.preflight.rules.captions;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What is done to captions when a batch is made, and not when they are encoded beforehand. */
final class CachedCaptionsUnprocessed extends PatternRule {
  /** Their scripts cache no captions. */
  private static final Set<String> NEVER = Set.of("sd15", "sd2");

  private static final List<String> ADDED = List.of("caption_prefix", "caption_suffix");
  private static final List<String> OTHERS =
      List.of("enable_wildcard", "secondary_separator", "caption_dropout_every_n_epochs");

  CachedCaptionsUnprocessed() {
    super(
        "cached-captions-unprocessed",
        Topic.CAPTIONS,
        Severity.ERROR,
        "Captions that are encoded beforehand are taken as they stand in the files: prefix, suffix"
            + " and wildcards have no effect",
        "cache_text_encoder_outputs",
        "cache_text_encoder_outputs_to_disk",
        "caption_prefix",
        "caption_suffix",
        "enable_wildcard",
        "secondary_separator",
        "caption_dropout_every_n_epochs");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean cached =
        subject.recipe().flag("cache_text_encoder_outputs")
            || subject.recipe().flag("cache_text_encoder_outputs_to_disk");
    if (!cached || NEVER.contains(subject.recipe().family().id())) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (String key : ADDED) {
      subject
          .keys(key)
          .filter(value -> Subject.says(value.value()))
          .distinct()
          .forEach(value ->
              findings.add(
                  finding(subject, key, value, "write it into the caption files", Severity.ERROR)));
    }
    for (String key : OTHERS) {
      subject
          .keys(key)
          .filter(value -> Subject.says(value.value()))
          .distinct()
          .forEach(value ->
              findings.add(finding(subject, key, value, "remove " + key, Severity.WARNING)));
    }
    return findings;
  }

  private Finding finding(
      Subject subject, String key, KeyValue value, String mend, Severity severity) {
    return found(
            subject,
            key
                + " "
                + Figures.value(value.value())
                + " has no effect on captions that are encoded beforehand",
            mend + ", or remove cache_text_encoder_outputs")
        .about(value)
        .as(severity)
        .finding();
  }
}
