package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A key of the dataset configuration in a table that does not take it. */
final class DatasetKeyAtWrongLevel extends PatternRule {
  private static final Map<String, String> TABLES =
      Map.of("general", "[general]", "dataset", "[[datasets]]", "subset", "[[datasets.subsets]]");

  DatasetKeyAtWrongLevel() {
    super(
        "dataset-key-at-wrong-level",
        Topic.VALUES,
        Severity.ERROR,
        "The key stands in a table that does not take it, and sd-scripts stops at it");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (WrittenKey key : WrittenKey.all(subject.recipe())) {
      DatasetKey known = key.known(subject.recipe().catalog()).orElse(null);
      if (known != null && !known.levels().contains(key.level())) {
        findings.add(
            found(
                    subject,
                    key.setting().name()
                        + " stands in "
                        + TABLES.get(key.level())
                        + ", which does not take it",
                    "move it to "
                        + known.levels().stream()
                            .map(level -> TABLES.getOrDefault(level, level))
                            .collect(Collectors.joining(" or ")))
                .about(key.name())
                .at(key.setting().place())
                .finding());
      }
    }
    return findings;
  }
}
