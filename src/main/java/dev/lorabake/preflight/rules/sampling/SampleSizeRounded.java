package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.SamplePrompt;
import java.util.ArrayList;
import java.util.List;

/** A size that is no multiple of 8 or 16. */
final class SampleSizeRounded extends PatternRule {
  private static final List<String> STEP_16 = List.of("flux", "chroma", "anima", "hunyuan-image");

  SampleSizeRounded() {
    super(
        "sample-size-rounded",
        Topic.SAMPLING,
        Severity.WARNING,
        "The size of a sample image is rounded down to what the model can do");
  }

  @Override
  public List<Finding> check(Subject subject) {
    int step = STEP_16.contains(subject.recipe().family().id()) ? 16 : 8;
    List<Finding> findings = new ArrayList<>();
    for (SamplePrompt sample : subject.samples()) {
      for (String key : List.of("width", "height")) {
        long size = sample.settings().whole(key).orElse(0);
        long made = Math.max(64, size - size % step);
        if (size > 0 && made != size) {
          String name = subject.nameOf(sample) + "." + key;
          findings.add(
              found(
                      subject,
                      name + " is " + size + ", and the image will have " + made,
                      key + " = " + made + ", or another multiple of " + step)
                  .at(sample.place())
                  .finding());
        }
      }
    }
    return findings;
  }
}
