package dev.lorabake.preflight.rules.dataset;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.KeyValue;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Set;

/** A validation loss that jumps. */
final class RandomValidationTimesteps extends PatternRule {
  /** Their way of drawing a timestep reads neither end of the range that validation narrows. */
  private static final Set<String> FAMILIES =
      Set.of("flux", "chroma", "lumina", "anima", "hunyuan-image");

  RandomValidationTimesteps() {
    super(
        "random-validation-timesteps",
        Topic.DATASET,
        Severity.ADVICE,
        "For this family sd-scripts validates at random timesteps instead of four fixed ones, so"
            + " that the validation loss jumps about",
        "validation_split");
  }

  @Override
  public List<Finding> check(Subject subject) {
    KeyValue split = subject.firstSet("validation_split").orElse(null);
    if (split == null || !FAMILIES.contains(subject.recipe().family().id())) {
      return List.of();
    }
    return found(
            subject,
            "the validation loss of "
                + subject.recipe().family().title()
                + " is measured at random timesteps, and jumps about",
            "compare its mean over several validations, not one value with the next")
        .about(split)
        .list();
  }
}
