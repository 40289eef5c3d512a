package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.Option;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** An option without which the family's script cannot start. */
final class MissingRequiredOption extends PatternRule {
  MissingRequiredOption() {
    super(
        "missing-required-option",
        Topic.VALUES,
        Severity.ERROR,
        "The family's script cannot start without this option");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (String required : subject.recipe().family().requires()) {
      if (subject.recipe().value(required).filter(Subject::says).isEmpty()) {
        String what =
            subject
                .recipe()
                .catalog()
                .option(required)
                .map(Option::note)
                .map(note -> ": " + note.help())
                .orElse("");
        findings.add(
            found(
                    subject,
                    subject.recipe().family().title() + " needs " + required + ", which is not set",
                    "set " + required + what)
                .about(required)
                .finding());
      }
    }
    return findings;
  }
}
