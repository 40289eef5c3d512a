package dev.lorabake.preflight.rules.captions;

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

/** A separator that upstream takes captions apart at and never puts back. */
final class SeparatorBecomesComma extends PatternRule {
  private static final List<String> REJOINING =
      List.of("shuffle_caption", "caption_tag_dropout_rate", "token_warmup_step");

  SeparatorBecomesComma() {
    super(
        "separator-becomes-comma",
        Topic.CAPTIONS,
        Severity.WARNING,
        "Shuffled or thinned captions are put together again with commas, whatever"
            + " caption_separator is",
        "caption_separator");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      for (KeyValue separator : dataset.findInSubsets("caption_separator")) {
        boolean comma = separator.value().toString().strip().equals(",");
        String rejoining =
            REJOINING.stream().filter(key -> active(dataset, key)).findFirst().orElse(null);
        if (!comma && rejoining != null && separator.value() instanceof String) {
          findings.add(
              found(
                      subject,
                      "caption_separator "
                          + Figures.value(separator.value())
                          + " with "
                          + rejoining
                          + ": the parts of a caption are joined with commas",
                      "caption_separator = \",\" for tags; do without "
                          + rejoining
                          + " for sentences")
                  .about(separator)
                  .finding());
        }
      }
    }
    return findings.stream().distinct().toList();
  }

  private static boolean active(DatasetView dataset, String key) {
    return dataset.findInSubsets(key).stream().anyMatch(value -> Subject.says(value.value()));
  }
}
