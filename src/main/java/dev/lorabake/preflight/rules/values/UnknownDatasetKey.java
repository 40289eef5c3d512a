package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A key that upstream's dataset configuration does not have. */
final class UnknownDatasetKey extends PatternRule {
  UnknownDatasetKey() {
    super(
        "unknown-dataset-key",
        Topic.VALUES,
        Severity.ERROR,
        "The dataset configuration has no key of this name, and sd-scripts stops at it");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    Catalog catalog = subject.recipe().catalog();
    List<WrittenKey> keys = WrittenKey.all(subject.recipe());
    for (WrittenKey key : keys) {
      if (key.known(catalog).isEmpty()) {
        findings.add(finding(subject, key, keys));
      }
    }
    return findings;
  }

  /**
   * Renames what is surely a slip; where the table has the right name too, only its owner knows
   * which of the two values is meant.
   */
  private Finding finding(Subject subject, WrittenKey key, List<WrittenKey> keys) {
    Catalog catalog = subject.recipe().catalog();
    String written = key.setting().name();
    Optional<String> near =
        ofOption(catalog, written)
            .or(() ->
                Spelling.nearest(
                    written, catalog.datasetKeys().stream().map(DatasetKey::name).toList()));
    String help =
        near.map(name -> "did you mean " + name + "?")
            .orElse(
                catalog.option(written).isPresent()
                    ? written + " is an option: move it to [train]"
                    : "remove it");
    Draft draft =
        found(subject, "the dataset configuration has no key " + written, help)
            .about(key.name())
            .at(key.setting().place());
    near.map(name -> key.name().substring(0, key.name().length() - written.length()) + name)
        .filter(right -> keys.stream().noneMatch(other -> other.name().equals(right)))
        .ifPresent(right -> draft.remove(key.name()).fix(right, key.setting().value()));
    return draft.finding();
  }

  /** The key that stands for an option of another name: batch_size for train_batch_size. */
  private static Optional<String> ofOption(Catalog catalog, String option) {
    return catalog.datasetKeys().stream()
        .filter(key -> option.equals(key.option()))
        .map(DatasetKey::name)
        .findFirst();
  }
}
