package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.SamplePrompt;
import java.util.ArrayList;
import java.util.List;

/** A prompt that arrives changed. */
public final class BrokenSamplePrompt extends PatternRule {
  public BrokenSamplePrompt() {
    super(
        "broken-sample-prompt",
        Topic.SAMPLING,
        Severity.ERROR,
        "The prompt is empty, or holds signs that sd-scripts takes for something else");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (SamplePrompt sample : subject.recipe().samples()) {
      String prompt = sample.prompt().orElse("").strip();
      String name = Prompts.name(subject.recipe(), sample, "prompt");
      if (prompt.isEmpty()) {
        findings.add(
            of(subject, sample, name + " is empty: there is nothing to show", "prompt = \"…\""));
      } else if (prompt.startsWith("#")) {
        findings.add(
            of(
                subject,
                sample,
                name + " starts with #, so sd-scripts takes it for a note and makes no image",
                "start with a word"));
      }
      for (String key : List.of("prompt", "negative_prompt")) {
        String text = sample.settings().text(key).orElse("");
        int cut = text.indexOf(" --");
        if (cut >= 0) {
          String shown = text.substring(cut + 1).lines().findFirst().orElse("");
          findings.add(
              found(
                      subject,
                      Prompts.name(subject.recipe(), sample, key)
                          + " holds \""
                          + shown
                          + "\", which sd-scripts takes for a flag and cuts off",
                      "write it as a key of [[sample]], such as width = 1024, or without the two"
                          + " hyphens")
                  .at(sample.place())
                  .as(Severity.WARNING)
                  .finding());
        }
      }
    }
    return findings;
  }

  private Finding of(Subject subject, SamplePrompt sample, String message, String help) {
    return found(subject, message, help).at(sample.place()).finding();
  }
}
