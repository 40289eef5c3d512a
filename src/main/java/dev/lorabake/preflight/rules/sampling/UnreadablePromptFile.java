package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Prompts in a file of an unknown kind. */
public final class UnreadablePromptFile extends PatternRule {
  public UnreadablePromptFile() {
    super(
        "unreadable-prompt-file",
        Topic.SAMPLING,
        Severity.ERROR,
        "sd-scripts reads prompts from .txt, .toml and .json files only, and stops at another"
            + " ending",
        "sample_prompts");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String text = subject.recipe().text("sample_prompts").orElse("");
    if (text.isEmpty() || !Prompts.areAskedFor(subject.recipe())) {
      return List.of();
    }
    if (!text.endsWith(".txt") && !text.endsWith(".toml") && !text.endsWith(".json")) {
      return found(
              subject,
              "sample_prompts is "
                  + Figures.value(text)
                  + ": sd-scripts reads .txt, .toml and .json (in small letters) and stops"
                  + " at the first"
                  + " sample",
              "rename the file to .txt, one prompt a line")
          .list();
    }
    if (Prompts.count(subject.recipe()) > 0) {
      return List.of();
    }
    return found(
            subject,
            "sample_prompts: "
                + subject.recipe().resolve(text)
                + " has no prompt, so no image is made",
            "write one prompt a line; lines that start with # are notes")
        .as(Severity.WARNING)
        .list();
  }
}
