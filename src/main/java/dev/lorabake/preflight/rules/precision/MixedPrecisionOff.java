package dev.lorabake.preflight.rules.precision;

import dev.lorabake.machine.Gpu;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.stream.Stream;

/** fp32 on a card that is made for 16 bits. */
public final class MixedPrecisionOff extends PatternRule {
  public MixedPrecisionOff() {
    super(
        "mixed-precision-off",
        Topic.PRECISION,
        Severity.WARNING,
        "Without mixed precision the training takes about twice the memory and the time",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    Gpu gpu = subject.machine().gpu().orElse(null);
    boolean needed =
        Stream.of("full_fp16", "full_bf16", "fp8_base", "fp8_base_unet").anyMatch(recipe::flag);
    if (gpu == null
        || !gpu.fp16TensorCores()
        || needed
        || !recipe.text("mixed_precision").orElse("no").equals("no")) {
      return List.of();
    }
    boolean chosen = recipe.isSet("mixed_precision");
    String better = gpu.nativeBf16() ? "bf16" : "fp16";
    return found(
            subject,
            (chosen
                    ? "mixed_precision is \"no\""
                    : "mixed_precision is not set, and sd-scripts' default \"no\" overrides what"
                        + " accelerate was configured for")
                + ": the "
                + gpu.name()
                + " will compute in fp32, with about twice the memory and the time",
            "mixed_precision = \"" + better + "\"")
        .as(chosen ? Severity.ADVICE : Severity.WARNING)
        .fix("mixed_precision", better)
        .list();
  }
}
