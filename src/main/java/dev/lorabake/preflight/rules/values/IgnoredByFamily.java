package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.Option;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An option that the family's script takes and does not use. */
final class IgnoredByFamily extends PatternRule {
  /** Nothing is lost where these are passed over: the family has fast attention anyway. */
  private static final Set<String> HARMLESS = Set.of("sdpa", "xformers", "mem_eff_attn");

  IgnoredByFamily() {
    super(
        "ignored-by-family",
        Topic.VALUES,
        Severity.WARNING,
        "The family's script takes the option and never uses it");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    Family family = subject.recipe().family();
    for (Option option : subject.recipe().catalog().options()) {
      String reason = option.note().ignoredBy().get(family.id());
      if (reason != null && option.isIn(family.script())) {
        subject
            .firstSet(option.name())
            .ifPresent(set -> findings.add(finding(subject, option, set, reason)));
      }
    }
    return findings;
  }

  private Finding finding(Subject subject, Option option, KeyValue set, String reason) {
    return found(
            subject,
            option.name()
                + " has no effect on "
                + subject.recipe().family().title()
                + ": "
                + reason,
            "remove it")
        .about(set)
        .as(HARMLESS.contains(option.name()) ? Severity.ADVICE : Severity.WARNING)
        .remove(set.name())
        .finding();
  }
}
