package dev.lorabake.preflight.rules.steps;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** An option with which upstream looks, writes, and does not train. */
final class TrainsNothing extends PatternRule {
  TrainsNothing() {
    super(
        "trains-nothing",
        Topic.STEPS,
        Severity.WARNING,
        "With this option sd-scripts ends before it trains, and reports success",
        "debug_dataset");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (String option : options()) {
      if (subject.recipe().flag(option)) {
        findings.add(
            found(subject, option + " ends the run before it trains", "remove it to train")
                .about(option)
                .remove(option)
                .finding());
      }
    }
    return findings;
  }
}
