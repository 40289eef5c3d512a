package dev.lorabake.preflight.rules.precision;

import dev.lorabake.machine.Gpu;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** Everything in 32 bits. */
final class NoMixedPrecision extends PatternRule {
  NoMixedPrecision() {
    super(
        "no-mixed-precision",
        Topic.PRECISION,
        Severity.WARNING,
        "Without mixed_precision everything is computed in 32 bits: twice the memory and half the"
            + " speed; accelerate's own setting does not count",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    Gpu gpu = subject.machine().gpu().orElse(null);
    boolean chosen = recipe.isSet("mixed_precision");
    boolean none = recipe.text("mixed_precision").orElse("").equals("no");
    boolean half = gpu == null || gpu.fp16TensorCores() || gpu.nativeBf16();
    if (!none || !half || (chosen && gpu == null)) {
      return List.of();
    }
    boolean bfloat = gpu == null || gpu.nativeBf16();
    String better = bfloat && !recipe.family().usualPrecision().equals("fp16") ? "bf16" : "fp16";
    return found(
            subject,
            "mixed_precision is no"
                + (chosen ? "" : ", because it is not set")
                + ": everything is computed in 32 bits",
            "mixed_precision = \"" + better + "\"")
        .as(chosen ? Severity.ADVICE : Severity.WARNING)
        .fix("mixed_precision", better)
        .list();
  }
}
