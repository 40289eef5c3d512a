package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.SamplePrompt;
import java.util.ArrayList;
import java.util.List;

/** A sample of nothing. */
final class SampleWithoutPrompt extends PatternRule {
  SampleWithoutPrompt() {
    super(
        "sample-without-prompt",
        Topic.SAMPLING,
        Severity.ERROR,
        "A [[sample]] has no prompt, or one that sd-scripts takes for a comment");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    int number = 0;
    for (SamplePrompt sample : subject.recipe().samples()) {
      number++;
      String prompt = sample.prompt().orElse("").strip();
      if (prompt.isEmpty() || prompt.startsWith("#")) {
        findings.add(
            found(
                    subject,
                    prompt.isEmpty()
                        ? "[[sample]] number " + number + " has no prompt"
                        : "[[sample]] number "
                            + number
                            + " begins with #, which makes it a comment",
                    "prompt = \"photo of …\"")
                .about("prompt")
                .at(sample.place())
                .finding());
      }
    }
    return findings;
  }
}
