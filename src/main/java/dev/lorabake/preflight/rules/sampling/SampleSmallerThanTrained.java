package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.SamplePrompt;
import java.util.List;

/** The default size on a model that does not like it. */
public final class SampleSmallerThanTrained extends PatternRule {
  public SampleSmallerThanTrained() {
    super(
        "sample-smaller-than-trained",
        Topic.SAMPLING,
        Severity.ADVICE,
        "Samples of 512 pixels, the default, look bad on a model that was trained on larger"
            + " images");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String family = subject.recipe().family().id();
    int usual = subject.recipe().family().resolution();
    if (usual < 768 || family.equals("lumina") || !Prompts.areAskedFor(subject.recipe())) {
      return List.of();
    }
    SamplePrompt small =
        subject.recipe().samples().stream()
            .filter(sample -> !sample.settings().has("width") && !sample.settings().has("height"))
            .findFirst()
            .orElse(null);
    return small == null
        ? List.of()
        : found(
                subject,
                Prompts.name(subject.recipe(), small, "width")
                    + " is not set: the sample will have 512 x 512 pixels, and "
                    + subject.recipe().family().title()
                    + " was trained on "
                    + usual,
                "width = " + Math.min(usual, 1024) + ", height = " + Math.min(usual, 1024))
            .at(small.place())
            .list();
  }
}
