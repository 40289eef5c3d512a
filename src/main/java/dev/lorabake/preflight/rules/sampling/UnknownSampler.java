package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.catalog.Option;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.SamplePrompt;
import java.util.ArrayList;
import java.util.List;

/** A sampler that nobody knows. */
final class UnknownSampler extends PatternRule {
  UnknownSampler() {
    super(
        "unknown-sampler",
        Topic.SAMPLING,
        Severity.WARNING,
        "sd-scripts does not know this sampler and uses ddim instead");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Option option = subject.recipe().catalog().option("sample_sampler").orElse(null);
    boolean used = List.of("sd15", "sd2", "sdxl").contains(subject.recipe().family().id());
    if (option == null || !used) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (SamplePrompt sample : subject.samples()) {
      String sampler = sample.settings().text("sample_sampler").orElse("");
      if (!sampler.isEmpty() && !option.in(subject.recipe().script()).choices().contains(sampler)) {
        findings.add(
            found(
                    subject,
                    subject.nameOf(sample)
                        + ".sample_sampler"
                        + " is "
                        + Figures.value(sampler)
                        + ", which sd-scripts does not know: it uses ddim",
                    "one of " + String.join(", ", option.in(subject.recipe().script()).choices()))
                .at(sample.place())
                .finding());
      }
    }
    return findings;
  }
}
