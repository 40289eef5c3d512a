package dev.lorabake.preflight.rules.precision;

import dev.lorabake.machine.Gpu;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** fp16 for a model that was trained in bf16. */
final class HalfOnBfloatModel extends PatternRule {
  HalfOnBfloatModel() {
    super(
        "half-on-bfloat-model",
        Topic.PRECISION,
        Severity.ADVICE,
        "The model was made in bf16 and may overflow in fp16, which this card could avoid",
        "mixed_precision");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean half = recipe.text("mixed_precision").orElse("").equals("fp16");
    boolean able = subject.machine().gpu().filter(Gpu::nativeBf16).isPresent();
    if (!half || !able || !recipe.family().flow()) {
      return List.of();
    }
    return found(
            subject,
            "mixed_precision fp16 on " + recipe.family().title() + ", which was made in bf16",
            "mixed_precision = \"bf16\"")
        .fix("mixed_precision", "bf16")
        .list();
  }
}
