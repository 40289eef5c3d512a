package dev.lorabake.preflight.rules.precision;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** SDXL's VAE in fp16. */
public final class SdxlVaeInFp16 extends PatternRule {
  public SdxlVaeInFp16() {
    super(
        "sdxl-vae-in-fp16",
        Topic.PRECISION,
        Severity.ADVICE,
        "The original VAE of SDXL overflows in fp16, and images turn into NaN or black",
        "no_half_vae",
        "mixed_precision",
        "vae");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean fp16 = recipe.text("mixed_precision").filter("fp16"::equals).isPresent();
    boolean ownVae = recipe.text("vae").filter(text -> !text.isEmpty()).isPresent();
    if (!recipe.family().id().equals("sdxl") || !fp16 || ownVae || recipe.flag("no_half_vae")) {
      return List.of();
    }
    return found(
            subject,
            "mixed_precision \"fp16\" also runs the VAE in fp16, in which SDXL's original VAE"
                + " overflows: sd-scripts replaces such latents with zeros or stops",
            "no_half_vae = true, or set vae to one that is mended for fp16")
        .fix("no_half_vae", true)
        .list();
  }
}
