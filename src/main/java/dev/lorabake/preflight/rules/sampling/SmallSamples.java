package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SamplePrompt;
import java.util.List;

/** Samples of a size that the model was not made for. */
final class SmallSamples extends PatternRule {

  SmallSamples() {
    super(
        "small-samples",
        Topic.SAMPLING,
        Severity.ADVICE,
        "Samples are 512 pixels unless set, where larger models make poor pictures");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    int own = recipe.family().resolution();
    int side = recipe.family().id().equals("lumina") ? 1024 : 512; // the scripts' own defaults
    for (SamplePrompt sample : subject.samples()) {
      long width = sample.settings().whole("width").orElse(side);
      long height = sample.settings().whole("height").orElse(side);
      if ((double) width * height < 0.4 * own * own) {
        return found(
                subject,
                "a sample of "
                    + width
                    + "x"
                    + height
                    + " on "
                    + recipe.family().title()
                    + ", which was made for "
                    + own,
                "width = " + own + " and height = " + own + " in [[sample]]")
            .about("width", "height")
            .at(sample.place())
            .list();
      }
    }
    return List.of();
  }
}
