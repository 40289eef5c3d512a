package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** Samples that are due, of nothing. */
final class SamplesWithoutPrompts extends PatternRule {
  SamplesWithoutPrompts() {
    super(
        "samples-without-prompts",
        Topic.SAMPLING,
        Severity.ERROR,
        "Samples are due and there are no prompts: sd-scripts fails at the first of them, in the"
            + " middle of the run",
        "sample_prompts",
        "sample_every_n_epochs",
        "sample_every_n_steps",
        "sample_at_first");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean prompts = !recipe.samples().isEmpty() || recipe.text("sample_prompts").isPresent();
    if (!SampleTimes.due(subject) || prompts) {
      return List.of();
    }
    return found(
            subject,
            "samples are due, and neither [[sample]] nor sample_prompts says of what: sd-scripts"
                + " fails at the first",
            "add [[sample]] with prompt = \"photo of …\"")
        .list();
  }
}
