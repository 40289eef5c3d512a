package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A prompt file that upstream cannot read. */
final class WrongPromptFile extends PatternRule {
  WrongPromptFile() {
    super(
        "wrong-prompt-file",
        Topic.SAMPLING,
        Severity.ERROR,
        "sample_prompts is neither .txt, .toml nor .json, and sd-scripts fails at the first sample",
        "sample_prompts");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String file = subject.recipe().text("sample_prompts").orElse("");
    boolean readable = file.endsWith(".txt") || file.endsWith(".toml") || file.endsWith(".json");
    if (file.isEmpty() || readable || !subject.recipe().samples().isEmpty()) {
      return List.of();
    }
    return found(
            subject,
            "sample_prompts " + file + " has an ending that sd-scripts does not read",
            "rename it to .txt with one prompt on each line, or use [[sample]]")
        .list();
  }
}
