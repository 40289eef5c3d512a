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
import java.util.Map;
import java.util.Optional;

/** A value outside the option's choices. */
final class WrongChoice extends PatternRule {
  /**
   * What the parser refuses and the trainer takes for its default, by option. 75 tokens and the two
   * ends make CLIP's own length (SdTokenizeStrategy, library/strategy_sd.py); kohya_ss writes it.
   */
  private static final Map<String, String> ALSO_GOOD = Map.of("max_token_length", "75");

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
    if (choices.isEmpty()
        || choices.contains(value)
        || value.equals(ALSO_GOOD.get(option.name()))) {
      return Optional.empty();
    }
    Draft draft =
        found(
                subject,
                name + " is " + Figures.value(setting.value()) + ", which is none of its choices",
                "use one of " + String.join(", ", choices))
            .about(name)
            .at(setting.place())
            .as(isUnused(subject, option) ? Severity.ADVICE : Severity.ERROR);
    if (setting.value() instanceof String) {
      Spelling.nearest(value, choices).ifPresent(near -> draft.fix(name, near));
    }
    return Optional.of(draft.finding());
  }

  /** Nobody reads it, whatever it says. */
  private static boolean isUnused(Subject subject, Option option) {
    List<String> partners = option.note().onlyWith();
    return !partners.isEmpty() && partners.stream().noneMatch(subject::isActive);
  }
}
