package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** Subsets of different kinds in one dataset. */
final class MixedSubsets extends PatternRule {
  private static final String MASKS = "conditioning_data_dir";
  private static final String METADATA = "metadata_file";

  MixedSubsets() {
    super(
        "mixed-subsets",
        Topic.DATASET,
        Severity.ERROR,
        "One [[datasets]] block mixes subsets of different kinds, and sd-scripts stops",
        "metadata_file",
        "conditioning_data_dir",
        "masked_loss");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    boolean masked = subject.recipe().flag("masked_loss");
    for (DatasetView dataset : subject.datasets()) {
      long all = dataset.subsets().size();
      long masks = having(dataset, MASKS);
      if (masks > 0 && !masked) {
        findings.add(
            finding(
                subject,
                dataset,
                MASKS,
                "conditioning_data_dir is refused without masked_loss",
                "masked_loss = true in [train], or remove conditioning_data_dir"));
      } else if (masks > 0 && masks < all) {
        findings.add(
            finding(
                subject,
                dataset,
                MASKS,
                "only " + masks + " of " + all + " subsets have conditioning_data_dir",
                "give the others a [[datasets]] block of their own"));
      }
      long metadata = having(dataset, METADATA);
      if (metadata > 0 && metadata < all) {
        findings.add(
            finding(
                subject,
                dataset,
                METADATA,
                "only " + metadata + " of " + all + " subsets have metadata_file",
                "give the others a [[datasets]] block of their own"));
      }
    }
    return findings;
  }

  private static long having(DatasetView dataset, String key) {
    return dataset.subsets().stream().filter(subset -> subset.settings().has(key)).count();
  }

  private Finding finding(
      Subject subject, DatasetView dataset, String key, String what, String help) {
    return found(subject, dataset.name() + ": " + what, help)
        .about(key)
        .at(dataset.subsets().getFirst().place())
        .finding();
  }
}
