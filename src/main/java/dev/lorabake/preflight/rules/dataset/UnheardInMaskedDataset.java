package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What goes wrong because the dataset of masks keeps the real one inside it, and tells it neither
 * epoch nor step nor attributes ({@code ControlNetDataset} of library/train_util.py).
 */
final class UnheardInMaskedDataset extends PatternRule {
  UnheardInMaskedDataset() {
    super(
        "unheard-in-masked-dataset",
        Topic.DATASET,
        Severity.ERROR,
        "A dataset with conditioning_data_dir never learns which epoch and step it is, so that"
            + " captions stay as they are at the start",
        "caption_dropout_every_n_epochs",
        "token_warmup_step",
        "custom_attributes",
        "conditioning_data_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    if (!subject.recipe().flag("masked_loss")) {
      return findings;
    }
    for (DatasetView dataset : subject.datasets()) {
      if (dataset.isMasked()) {
        set(dataset, "caption_dropout_every_n_epochs")
            .ifPresent(value ->
                findings.add(
                    finding(
                        subject, value, Severity.ERROR, "drops every caption, in every epoch")));
        set(dataset, "token_warmup_step")
            .ifPresent(value ->
                findings.add(
                    value.number() < 1
                        ? finding(subject, value, Severity.WARNING, "has no effect")
                        : finding(
                            subject,
                            value,
                            Severity.ERROR,
                            "never ends: captions keep as few tags as token_warmup_min says")));
        set(dataset, "custom_attributes")
            .ifPresent(
                value -> findings.add(finding(subject, value, Severity.WARNING, "has no effect")));
      }
    }
    return findings;
  }

  private static Optional<KeyValue> set(DatasetView dataset, String key) {
    return dataset.findInSubsets(key).stream().filter(v -> Subject.says(v.value())).findFirst();
  }

  private Finding finding(Subject subject, KeyValue value, Severity severity, String effect) {
    String key = value.name().substring(value.name().lastIndexOf('.') + 1);
    String shown = value.value() instanceof Number ? " " + Figures.value(value.value()) : "";
    return found(
            subject,
            key + shown + " in a dataset with conditioning_data_dir " + effect,
            "remove " + key + ", or train without masks")
        .about(value)
        .as(severity)
        .remove(value.name())
        .finding();
  }
}
