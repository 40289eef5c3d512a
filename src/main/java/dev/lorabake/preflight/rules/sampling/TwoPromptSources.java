package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Prompts in the recipe and in a file. */
final class TwoPromptSources extends PatternRule {
  TwoPromptSources() {
    super(
        "two-prompt-sources",
        Topic.SAMPLING,
        Severity.WARNING,
        "The recipe has [[sample]] and names sample_prompts: only [[sample]] is used",
        "sample_prompts");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String file = subject.recipe().text("sample_prompts").orElse("");
    if (file.isEmpty() || subject.recipe().samples().isEmpty()) {
      return List.of();
    }
    return found(
            subject,
            "sample_prompts " + file + " is not used, because there is [[sample]]",
            "remove one of the two")
        .remove("sample_prompts")
        .list();
  }
}
