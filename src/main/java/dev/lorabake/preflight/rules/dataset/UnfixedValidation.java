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

/** A validation set that is drawn twice. */
final class UnfixedValidation extends PatternRule {
  UnfixedValidation() {
    super(
        "unfixed-validation",
        Topic.DATASET,
        Severity.WARNING,
        "Without validation_seed sd-scripts draws the held back images anew for training: many are"
            + " trained on, and the validation loss says nothing",
        "validation_seed",
        "validation_split");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      Optional<KeyValue> split = dataset.find("validation_split").filter(v -> v.number() > 0);
      if (split.isPresent() && dataset.find("validation_seed").isEmpty()) {
        boolean option = split.get().name().equals("validation_split");
        String where = option ? "" : split.get().name().replaceAll("validation_split$", "");
        findings.add(
            found(
                    subject,
                    "validation_split "
                        + Figures.number(split.get().number())
                        + " without validation_seed: images are in both parts",
                    "validation_seed = 42")
                .about(split.get())
                .fix(where + "validation_seed", 42L)
                .finding());
        if (option || where.startsWith("general")) {
          break;
        }
      }
    }
    return findings;
  }
}
