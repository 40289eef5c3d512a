package dev.lorabake.preflight.rules.precision;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** SDXL's own VAE overflows in fp16. */
final class SdxlVaeInHalf extends PatternRule {
  SdxlVaeInHalf() {
    super(
        "sdxl-vae-in-half",
        Topic.PRECISION,
        Severity.WARNING,
        "The VAE of most SDXL checkpoints overflows in fp16: latents become NaN, and so does the"
            + " loss",
        "no_half_vae",
        "mixed_precision",
        "vae");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean half = recipe.text("mixed_precision").orElse("").equals("fp16");
    boolean sdxl = recipe.family().id().equals("sdxl");
    if (!sdxl || !half || recipe.flag("no_half_vae") || recipe.isSet("vae")) {
      return List.of();
    }
    return found(
            subject,
            "mixed_precision fp16 runs SDXL's VAE in fp16, where most checkpoints give NaN",
            "no_half_vae = true, or a vae made for fp16")
        .fix("no_half_vae", true)
        .list();
  }
}
