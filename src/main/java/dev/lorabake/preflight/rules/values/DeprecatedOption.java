package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.Option;
import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** An option that upstream keeps for old files only. */
final class DeprecatedOption extends PatternRule {
  DeprecatedOption() {
    super(
        "deprecated-option",
        Topic.VALUES,
        Severity.ADVICE,
        "sd-scripts keeps the option for old files only; another one took its place");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Option option : subject.recipe().catalog().options()) {
      String instead = option.note().deprecated();
      if (instead != null && option.isIn(subject.recipe().script())) {
        subject
            .firstSet(option.name())
            .ifPresent(set -> findings.add(finding(subject, option, set, instead)));
      }
    }
    return findings;
  }

  private Finding finding(Subject subject, Option option, KeyValue set, String instead) {
    String renamed = option.note().renamedTo();
    Draft draft = found(subject, option.name() + " is out of date", instead).about(set);
    if (renamed != null && !subject.recipe().isSet(renamed)) {
      draft.remove(option.name()).fix(renamed, set.value());
    }
    return draft.finding();
  }
}
