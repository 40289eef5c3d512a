package dev.lorabake.preflight.rules.captions;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** Captions that are never seen. */
final class CaptionsAlwaysDropped extends PatternRule {
  CaptionsAlwaysDropped() {
    super(
        "captions-always-dropped",
        Topic.CAPTIONS,
        Severity.WARNING,
        "The caption is dropped from every image, so that the LoRA learns no words",
        "caption_dropout_rate",
        "caption_dropout_every_n_epochs",
        "caption_tag_dropout_rate");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    add(subject, "caption_dropout_rate", findings);
    add(subject, "caption_dropout_every_n_epochs", findings);
    add(subject, "caption_tag_dropout_rate", findings);
    return findings;
  }

  private void add(Subject subject, String key, List<Finding> findings) {
    subject
        .keys(key)
        .filter(value -> value.number() == 1)
        .distinct()
        .forEach(value ->
            findings.add(
                found(
                        subject,
                        key
                            + " "
                            + Figures.value(value.value())
                            + (key.equals("caption_tag_dropout_rate")
                                ? " drops every tag that keep_tokens does not hold"
                                : " drops every caption")
                            + ": the LoRA learns no trigger word",
                        key.equals("caption_dropout_every_n_epochs")
                            ? "remove it, or drop captions now and then: caption_dropout_rate = 0.1"
                            : key + " = 0.1 is usual where any is wanted")
                    .about(value)
                    .finding()));
  }
}
