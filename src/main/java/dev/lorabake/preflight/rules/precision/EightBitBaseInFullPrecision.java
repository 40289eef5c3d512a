package dev.lorabake.preflight.rules.precision;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** fp8 weights need a 16 bit computation. */
final class EightBitBaseInFullPrecision extends PatternRule {
  EightBitBaseInFullPrecision() {
    super(
        "eight-bit-base-in-full-precision",
        Topic.PRECISION,
        Severity.ERROR,
        "fp8_base and fp8_base_unet need mixed_precision fp16 or bf16, and sd-scripts stops"
            + " without",
        "fp8_base",
        "fp8_base_unet",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean eight = recipe.flag("fp8_base") || recipe.flag("fp8_base_unet");
    boolean ignored = recipe.family().id().equals("anima");
    if (!eight || ignored || !recipe.text("mixed_precision").orElse("").equals("no")) {
      return List.of();
    }
    String option = recipe.flag("fp8_base") ? "fp8_base" : "fp8_base_unet";
    String usual = recipe.family().usualPrecision();
    return found(
            subject,
            option + " with mixed_precision no: sd-scripts stops",
            "mixed_precision = \"" + usual + "\"")
        .about(option, "mixed_precision")
        .fix("mixed_precision", usual)
        .list();
  }
}
