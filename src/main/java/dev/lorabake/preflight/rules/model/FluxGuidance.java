package dev.lorabake.preflight.rules.model;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.OptionalDouble;

/** FLUX.1 is trained with the guidance of image making. */
final class FluxGuidance extends PatternRule {
  FluxGuidance() {
    super(
        "flux-guidance",
        Topic.MODEL,
        Severity.WARNING,
        "FLUX.1 LoRAs are trained with guidance_scale 1; sd-scripts' default of 3.5 is for making"
            + " images",
        "guidance_scale");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    OptionalDouble guidance = recipe.number("guidance_scale");
    boolean flux =
        recipe.family().id().equals("flux")
            && !recipe.text("model_type").orElse("").equals("chroma");
    if (!flux || guidance.isEmpty() || guidance.getAsDouble() <= 1) {
      return List.of();
    }
    boolean chosen = recipe.isSet("guidance_scale");
    return found(
            subject,
            "guidance_scale is "
                + Figures.number(guidance.getAsDouble())
                + (chosen ? "" : ", because it is not set")
                + "; FLUX.1 LoRAs are trained with 1",
            "guidance_scale = 1.0")
        .as(chosen ? Severity.ADVICE : Severity.WARNING)
        .fix("guidance_scale", 1.0)
        .list();
  }
}
