package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.Option;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An option that the family's script does not have. */
final class OptionOfAnotherFamily extends PatternRule {
  OptionOfAnotherFamily() {
    super(
        "option-of-another-family",
        Topic.VALUES,
        Severity.WARNING,
        "The option exists, but not in this family's script, which passes over it in silence");
  }

  @Override
  public boolean spoils() {
    return true;
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    String script = subject.recipe().script();
    for (Setting setting : subject.recipe().train().all()) {
      Option option = subject.recipe().catalog().option(setting.name()).orElse(null);
      if (option != null && !option.isIn(script) && !Boolean.FALSE.equals(setting.value())) {
        findings.add(
            found(
                    subject,
                    setting.name() + " has no effect: " + script + " does not have it",
                    "remove it; it belongs to "
                        + option.scripts().stream().sorted().collect(Collectors.joining(", ")))
                .about(setting.name())
                .at(setting.place())
                .remove(setting.name())
                .finding());
      }
    }
    return findings;
  }
}
