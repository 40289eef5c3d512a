package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.SamplePrompt;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;

/** Two hyphens in a prompt are the end of it. */
final class PromptCutShort extends PatternRule {
  PromptCutShort() {
    super(
        "prompt-cut-short",
        Topic.SAMPLING,
        Severity.WARNING,
        "A blank and two hyphens end a prompt in sd-scripts, and a line break does too: the rest is"
            + " taken for a flag or joined on");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (SamplePrompt sample : subject.recipe().samples()) {
      for (String key : List.of("prompt", "negative_prompt")) {
        sample
            .settings()
            .text(key)
            .ifPresent(text -> {
              if (text.contains(" --")) {
                findings.add(
                    finding(
                        subject,
                        sample,
                        key,
                        key
                            + " has \" --\", which ends it there: \""
                            + text.substring(0, text.indexOf(" --"))
                            + "\" is what counts",
                        "write flags as keys, such as width = 1024, and hyphens without a blank"));
              } else if (text.strip().contains("\n") || text.strip().contains("\r")) {
                findings.add(
                    finding(
                        subject,
                        sample,
                        key,
                        key + " goes over several lines, which become one",
                        "write it in one line"));
              }
            });
      }
    }
    return findings;
  }

  private Finding finding(
      Subject subject, SamplePrompt sample, String key, String message, String help) {
    return found(subject, message, help)
        .about(key)
        .at(sample.settings().find(key).map(Setting::place).orElse(sample.place()))
        .finding();
  }
}
