package dev.lorabake.preflight.rules.model;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.OptionalDouble;

/** Chroma has no distilled guidance. */
final class ChromaWithGuidance extends PatternRule {
  ChromaWithGuidance() {
    super(
        "chroma-with-guidance",
        Topic.MODEL,
        Severity.WARNING,
        "Chroma is not distilled and is trained with guidance_scale 0; sd-scripts' default is 3.5",
        "guidance_scale",
        "model_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    OptionalDouble guidance = subject.recipe().number("guidance_scale");
    boolean chroma = subject.recipe().text("model_type").orElse("").equals("chroma");
    if (!chroma || guidance.isEmpty() || guidance.getAsDouble() == 0) {
      return List.of();
    }
    return found(
            subject,
            "guidance_scale is "
                + Figures.number(guidance.getAsDouble())
                + "; Chroma is trained with 0",
            "guidance_scale = 0.0")
        .fix("guidance_scale", 0.0)
        .list();
  }
}
