package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionNote;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** An option whose partner is missing. */
final class InactiveOption extends PatternRule {
  InactiveOption() {
    super(
        "inactive-option",
        Topic.VALUES,
        Severity.ERROR,
        "The option does nothing without another one, which is not set");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Option option : subject.recipe().catalog().options()) {
      OptionNote note = option.note();
      if (!note.onlyWith().isEmpty()
          && option.isIn(subject.recipe().script())
          && note.onlyWith().stream().noneMatch(subject::isActive)) {
        subject
            .firstSet(option.name())
            .filter(set -> !isDefault(subject.recipe(), option, set))
            .ifPresent(set -> findings.add(finding(subject, option, set)));
      }
    }
    return findings;
  }

  private static boolean isDefault(Recipe recipe, Option option, KeyValue set) {
    Object usual = option.defaultIn(recipe.script());
    if (usual instanceof Number number && set.value() instanceof Number own) {
      return number.doubleValue() == own.doubleValue();
    }
    return set.value().equals(usual);
  }

  private Finding finding(Subject subject, Option option, KeyValue set) {
    List<String> partners = option.note().onlyWith();
    boolean stops = partners.stream().anyMatch(option.note().stopsWith()::contains);
    String names = String.join(" or ", partners);
    Draft draft =
        found(
                subject,
                stops
                    ? option.name() + " needs " + names + ", and sd-scripts stops without it"
                    : option.name() + " has no effect without " + names,
                "set " + names + ", or remove " + option.name())
            .about(set)
            .as(stops ? Severity.ERROR : Severity.WARNING);
    if (partners.size() == 1 && isSwitch(subject, partners.getFirst())) {
      draft.fix(partners.getFirst(), true);
    }
    return draft.finding();
  }

  private static boolean isSwitch(Subject subject, String option) {
    return subject.recipe().catalog().option(option).filter(Option::isSwitch).isPresent();
  }
}
