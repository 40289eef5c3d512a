package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Prompts without a time. */
public final class UnusedSamplePrompts extends PatternRule {
  public UnusedSamplePrompts() {
    super(
        "unused-sample-prompts",
        Topic.SAMPLING,
        Severity.WARNING,
        "There are prompts, and nothing says when to make sample images of them",
        "sample_every_n_epochs",
        "sample_every_n_steps",
        "sample_at_first");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (subject.recipe().samples().isEmpty() || Prompts.areAskedFor(subject.recipe())) {
      return List.of();
    }
    return found(
            subject,
            "the recipe has "
                + Figures.count(subject.recipe().samples().size(), "[[sample]]")
                    .replace("]]s", "]]")
                + ", and no sample image will be made: nothing says when",
            "sample_every_n_epochs = 1")
        .at(subject.recipe().samples().getFirst().place())
        .fix("sample_every_n_epochs", 1L)
        .list();
  }
}
