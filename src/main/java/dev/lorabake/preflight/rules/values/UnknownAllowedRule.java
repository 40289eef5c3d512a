package dev.lorabake.preflight.rules.values;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Rule;
import dev.lorabake.preflight.RuleCatalog;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Spelling;
import java.util.ArrayList;
import java.util.List;

/** A name in {@code allow} that no rule has. */
final class UnknownAllowedRule extends PatternRule {
  UnknownAllowedRule() {
    super(
        "unknown-allowed-rule",
        Topic.VALUES,
        Severity.WARNING,
        "The recipe allows a rule that does not exist, so that nothing is allowed");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    List<String> known = RuleCatalog.all().stream().map(Rule::id).toList();
    for (String allowed : subject.recipe().allow()) {
      if (!known.contains(allowed)) {
        findings.add(
            found(
                    subject,
                    "[check] allows \"" + allowed + "\", which is no rule",
                    Spelling.nearest(allowed, known)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("remove it; lorabake explain rules lists them all"))
                .about("allow")
                .finding());
      }
    }
    return findings;
  }
}
