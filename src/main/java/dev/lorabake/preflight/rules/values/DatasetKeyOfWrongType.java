package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value that upstream's schema of the dataset configuration refuses. */
final class DatasetKeyOfWrongType extends PatternRule {
  DatasetKeyOfWrongType() {
    super(
        "dataset-key-of-wrong-type",
        Topic.VALUES,
        Severity.ERROR,
        "The value is of another type than the key's, and sd-scripts stops at it");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (WrittenKey key : WrittenKey.all(subject.recipe())) {
      key.known(subject.recipe().catalog())
          .filter(known -> known.levels().contains(key.level()))
          .filter(known -> !TypeCheck.fits(known.type(), key.setting().value()))
          .ifPresent(known -> findings.add(finding(subject, key, known)));
    }
    return findings;
  }

  private Finding finding(Subject subject, WrittenKey key, DatasetKey known) {
    Object value = key.setting().value();
    Optional<Object> meant = TypeCheck.meant(known.type(), value);
    Draft draft =
        found(
                subject,
                key.setting().name()
                    + " is "
                    + Figures.value(value)
                    + ", expected "
                    + known.type().description(),
                meant
                    .map(right -> known.name() + " = " + Figures.value(right))
                    .orElse("write " + known.type().description()))
            .about(key.name())
            .at(key.setting().place());
    meant.ifPresent(right -> draft.fix(key.name(), right));
    return draft.finding();
  }
}
