package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.preflight.DatasetView;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An option that no dataset listens to: each has a value of its own, and that goes before it
 * ({@code search_value} of library/config_util.py).
 */
final class OptionOverriddenByDatasets extends PatternRule {
  OptionOverriddenByDatasets() {
    super(
        "option-overridden-by-datasets",
        Topic.DATASET,
        Severity.WARNING,
        "Every dataset has another value than the option, and goes before it",
        "resolution",
        "train_batch_size");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    if (subject.recipe().datasets().isEmpty()) {
      return findings;
    }
    for (DatasetKey key : subject.recipe().catalog().datasetKeys()) {
      Setting set = key.option() == null ? null : subject.recipe().find(key.option()).orElse(null);
      if (set == null) {
        continue;
      }
      List<KeyValue> values = values(subject, key);
      boolean heard = values.stream().anyMatch(value -> value.name().equals(set.name()));
      boolean differs = values.stream().anyMatch(v -> !plain(v.value()).equals(plain(set.value())));
      if (!values.isEmpty() && !heard && differs) {
        findings.add(finding(subject, key, set, values));
      }
    }
    return findings;
  }

  private static List<KeyValue> values(Subject subject, DatasetKey key) {
    List<KeyValue> values = new ArrayList<>();
    for (DatasetView dataset : subject.datasets()) {
      values.addAll(
          key.levels().contains("subset")
              ? dataset.findInSubsets(key.name())
              : dataset.find(key.name()).stream().toList());
    }
    return values;
  }

  private Finding finding(Subject subject, DatasetKey key, Setting set, List<KeyValue> values) {
    String theirs =
        values.stream()
            .map(v -> Figures.value(v.value()))
            .distinct()
            .limit(3)
            .collect(Collectors.joining(", "));
    return found(
            subject,
            set.name()
                + " "
                + Figures.value(set.value())
                + " has no effect: the datasets say "
                + key.name()
                + " "
                + theirs,
            "remove " + set.name() + ", or change " + key.name() + " in the datasets")
        .about(set.name())
        .at(set.place())
        .remove(set.name())
        .finding();
  }

  /** {@code 512}, {@code "512"}, {@code "512, 512"} and {@code [512, 512]} are one size. */
  private static String plain(Object value) {
    String text =
        value instanceof List<?> items
            ? items.stream().map(Object::toString).collect(Collectors.joining(","))
            : value instanceof Number number
                ? Figures.number(number.doubleValue())
                : value.toString();
    String[] sides = text.replace(" ", "").split(",", -1);
    return sides.length == 2 && sides[0].equals(sides[1]) ? sides[0] : String.join(",", sides);
  }
}
