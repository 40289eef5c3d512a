package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.Option;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.ArrayList;
import java.util.List;

/** An option that LoRA training takes and never uses, whatever the family. */
final class OptionWithoutEffect extends PatternRule {
  /** It can even stop the start, and has a rule of its own. */
  private static final String ELSEWHERE = "fused_backward_pass";

  OptionWithoutEffect() {
    super(
        "option-without-effect",
        Topic.VALUES,
        Severity.WARNING,
        "sd-scripts takes the option and does nothing with it in LoRA training");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Option option : subject.recipe().catalog().options()) {
      String reason = option.note().noEffect();
      if (reason != null
          && option.isIn(subject.recipe().script())
          && !option.name().equals(ELSEWHERE)) {
        subject
            .recipe()
            .find(option.name())
            .filter(setting -> Subject.says(setting.value()))
            .ifPresent(setting ->
                findings.add(
                    found(subject, option.name() + " has no effect: " + reason, "remove it")
                        .about(option.name())
                        .remove(option.name())
                        .finding()));
      }
    }
    return findings;
  }
}
