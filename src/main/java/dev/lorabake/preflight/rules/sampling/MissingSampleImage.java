package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.SamplePrompt;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A picture that a sample is to start from, and that is not there. */
final class MissingSampleImage extends PatternRule {
  private static final Set<String> OPENS = Set.of("sd15", "sd2", "sdxl", "flux", "chroma");

  MissingSampleImage() {
    super(
        "missing-sample-image",
        Topic.SAMPLING,
        Severity.ERROR,
        "A prompt names a controlnet_image that is not there, and sd-scripts fails at the sample");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    if (!OPENS.contains(subject.recipe().family().id())) {
      return findings;
    }
    for (SamplePrompt sample : subject.samples()) {
      String image = sample.settings().text("controlnet_image").orElse("");
      if (!image.isEmpty() && !Files.exists(subject.recipe().resolve(image))) {
        boolean elsewhere = subject.machine().named();
        findings.add(
            found(
                    subject,
                    subject.nameOf(sample)
                        + " has controlnet_image "
                        + image
                        + ", which is not there: sd-scripts fails at the first sample",
                    "check the path, or remove it: without a ControlNet it has no effect anyway")
                .about("controlnet_image")
                .at(sample.place())
                .as(elsewhere ? Severity.WARNING : SampleTimes.severity(subject, severity()))
                .finding());
      }
    }
    return findings;
  }
}
