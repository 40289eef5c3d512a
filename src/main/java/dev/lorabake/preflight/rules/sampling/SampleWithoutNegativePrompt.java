package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.SamplePrompt;
import java.util.List;

/** Samples judged without the usual negative prompt. */
public final class SampleWithoutNegativePrompt extends PatternRule {
  public SampleWithoutNegativePrompt() {
    super(
        "sample-without-negative-prompt",
        Topic.SAMPLING,
        Severity.ADVICE,
        "Samples without a negative prompt look worse than the LoRA is");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean guided = List.of("sd15", "sd2", "sdxl").contains(subject.recipe().family().id());
    List<SamplePrompt> without =
        subject.recipe().samples().stream()
            .filter(sample -> sample.negativePrompt().orElse("").isBlank())
            .toList();
    if (!guided || without.isEmpty() || !Prompts.areAskedFor(subject.recipe())) {
      return List.of();
    }
    return found(
            subject,
            Prompts.name(subject.recipe(), without.getFirst(), "negative_prompt")
                + " is not set"
                + (without.size() > 1 ? ", as in " + (without.size() - 1) + " more" : "")
                + ": the sample will look worse than what the LoRA can do",
            "negative_prompt = \"low quality, blurry, jpeg artifacts\", or the one you use")
        .at(without.getFirst().place())
        .list();
  }
}
