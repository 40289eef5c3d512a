package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Option;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A value outside the option's choices. */
final class WrongChoice extends PatternRule {
  WrongChoice() {
    super(
        "wrong-choice",
        Topic.VALUES,
        Severity.ERROR,
        "The value is none of the option's choices, and sd-scripts does not check config files: it"
            + " stops late, or does something else");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Setting setting : subject.recipe().train().all()) {
      subject
          .recipe()
          .catalog()
          .option(setting.name())
          .filter(option -> option.isIn(subject.recipe().script()))
          .filter(option -> TypeCheck.fits(option, setting.value()))
          .ifPresent(
              option -> check(subject, option, option.name(), setting).ifPresent(findings::add));
    }
    for (WrittenKey key : WrittenKey.all(subject.recipe())) {
      key.known(subject.recipe().catalog())
          .map(DatasetKey::option)
          .flatMap(subject.recipe().catalog()::option)
          .filter(option -> TypeCheck.fits(option, key.setting().value()))
          .ifPresent(
              option -> check(subject, option, key.name(), key.setting()).ifPresent(findings::add));
    }
    return findings;
  }

  private Optional<Finding> check(Subject subject, Option option, String name, Setting setting) {
    List<String> choices = option.in(subject.recipe().script()).choices();
    String value = setting.value().toString();
    if (choices.isEmpty() || choices.contains(value)) {
      return Optional.empty();
    }
    Draft draft =
        found(
                subject,
                option.name()
                    + " is "
                    + Figures.value(setting.value())
                    + ", which is none of its choices",
                "use one of " + String.join(", ", choices))
            .about(name)
            .at(setting.place());
    if (setting.value() instanceof String) {
      Spelling.nearest(value, choices).ifPresent(near -> draft.fix(name, near));
    }
    return Optional.of(draft.finding());
  }
}
