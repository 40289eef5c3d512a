package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** Prompts that no sample is made of. */
final class PromptsNeverUsed extends PatternRule {
  PromptsNeverUsed() {
    super(
        "prompts-never-used",
        Topic.SAMPLING,
        Severity.WARNING,
        "There are sample prompts, and nothing says when to make samples: none is made",
        "sample_every_n_epochs",
        "sample_every_n_steps",
        "sample_at_first");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    if (recipe.samples().isEmpty() || SampleTimes.due(subject)) {
      return List.of();
    }
    return found(
            subject,
            Figures.count(recipe.samples().size(), "sample prompt")
                + ", and none of sample_every_n_epochs, sample_every_n_steps, sample_at_first",
            "sample_every_n_epochs = 1")
        .at(recipe.samples().getFirst().place())
        .fix("sample_every_n_epochs", 1L)
        .list();
  }
}
