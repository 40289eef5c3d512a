package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.stream.Stream;

/** Samples of nothing. */
public final class SamplesWithoutPrompts extends PatternRule {
  public SamplesWithoutPrompts() {
    super(
        "samples-without-prompts",
        Topic.SAMPLING,
        Severity.ERROR,
        "Sample images are asked for without a prompt, and sd-scripts stops at the first",
        "sample_every_n_epochs",
        "sample_every_n_steps",
        "sample_at_first",
        "sample_prompts");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    if (!Prompts.areAskedFor(recipe) || subject.isActive("sample_prompts")) {
      return List.of();
    }
    List<String> set =
        Stream.of("sample_every_n_epochs", "sample_every_n_steps", "sample_at_first")
            .filter(recipe::isSet)
            .toList();
    Draft draft =
        found(
            subject,
            set.getFirst()
                + " asks for sample images, and there is no prompt: sd-scripts stops with a"
                + " TypeError"
                + " when the first one is due",
            "add [[sample]] with prompt = \"…\", or remove " + String.join(" and ", set));
    set.forEach(draft::remove);
    return draft.list();
  }
}
