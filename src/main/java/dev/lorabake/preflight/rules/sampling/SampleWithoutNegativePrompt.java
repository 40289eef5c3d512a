package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SamplePrompt;
import java.util.List;

/** A sample that is judged more harshly than it should be. */
final class SampleWithoutNegativePrompt extends PatternRule {
  SampleWithoutNegativePrompt() {
    super(
        "sample-without-negative-prompt",
        Topic.SAMPLING,
        Severity.ADVICE,
        "Without a negative prompt a sample looks worse than what people make with the LoRA");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    if (recipe.family().flow()) {
      return List.of(); // made without classifier-free guidance, which needs none
    }
    List<SamplePrompt> without =
        subject.samples().stream()
            .filter(sample -> sample.prompt().isPresent())
            .filter(sample -> !sample.settings().has("negative_prompt"))
            .filter(sample -> !sample.prompt().orElse("").contains(" --n "))
            .toList();
    if (without.isEmpty()) {
      return List.of();
    }
    return found(
            subject,
            without.size()
                + " of "
                + Figures.count(subject.samples().size(), "sample prompt")
                + " without negative_prompt",
            "negative_prompt = \"lowres, blurry, bad anatomy\", or \"\" to say that none is meant")
        .about("negative_prompt")
        .at(without.getFirst().place())
        .list();
  }
}
