package dev.lorabake.preflight.rules.sampling;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.recipe.PromptFault.Kind;
import dev.lorabake.recipe.PromptFile;
import dev.lorabake.recipe.SamplePrompt;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A value that a sampler fails at. */
final class SampleValueRefused extends PromptFaultRule {
  private static final Set<String> WHOLE = Set.of("width", "height", "sample_steps");
  private static final Set<String> NUMBERS = Set.of("scale", "guidance_scale");

  SampleValueRefused() {
    super(
        "sample-value-refused",
        Severity.ERROR,
        "A value of a prompt is of a type or size that sd-scripts fails at when it makes the "
            + "sample",
        Kind.VALUE_REFUSED,
        "a whole number for width, height, sample_steps and seed; a number for scale");
  }

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>(super.check(subject));
    PromptFile file = subject.plan().prompts();
    // Lumina's sampler converts each value itself
    if (file == null || subject.recipe().family().id().equals("lumina")) {
      return findings;
    }
    for (SamplePrompt sample : file.prompts()) {
      for (Setting setting : sample.settings().all()) {
        if (isRefused(setting.name(), setting.value())) {
          findings.add(
              found(
                      subject,
                      subject.nameOf(sample)
                          + " has "
                          + setting.name()
                          + " = "
                          + Figures.value(setting.value())
                          + ": sd-scripts fails at it",
                      setting.name()
                          + (WHOLE.contains(setting.name())
                              ? " needs a whole number without quotes"
                              : " needs a number without quotes"))
                  .at(setting.place())
                  .as(SampleTimes.severity(subject, severity()))
                  .finding());
        }
      }
    }
    return findings;
  }

  private static boolean isRefused(String name, Object value) {
    return (WHOLE.contains(name) && !(value instanceof Long))
        || (NUMBERS.contains(name) && !(value instanceof Number));
  }
}
