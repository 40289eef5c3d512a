package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Files that are all called the same. */
final class OutputNameLeftAtDefault extends PatternRule {
  OutputNameLeftAtDefault() {
    super(
        "output-name-left-at-default",
        Topic.SAVING,
        Severity.ADVICE,
        "output_name is not set, and every run writes last.safetensors",
        "output_name");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (subject.recipe().isSet("output_name")) {
      return List.of();
    }
    return found(
            subject,
            "output_name is not set: the file will be last.safetensors, as in every run",
            "output_name = \"" + subject.recipe().name().replaceAll("[/\\\\\"]", "-") + "\"")
        .list();
  }
}
