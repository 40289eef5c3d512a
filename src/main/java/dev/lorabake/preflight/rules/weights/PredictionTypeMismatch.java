package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.weights.ModelContents;
import dev.lorabake.weights.Prediction;
import dev.lorabake.weights.Prediction.Target;
import java.util.List;
import java.util.Set;

/** A base model that says what it predicts, and a recipe that trains something else. */
final class PredictionTypeMismatch extends PatternRule {
  private static final Set<String> STABLE_DIFFUSION = Set.of("sd15", "sd2", "sdxl");

  PredictionTypeMismatch() {
    super(
        "prediction-type-mismatch",
        Topic.WEIGHTS,
        Severity.ERROR,
        "The base model predicts velocity and the recipe trains on noise, or the other way round:"
            + " the LoRA learns nothing of use",
        "v_parameterization",
        Expected.BASE);
  }

  @Override
  public List<Finding> check(Subject subject) {
    ModelContents contents = subject.models().contents(Expected.BASE).orElse(null);
    if (contents == null || !STABLE_DIFFUSION.contains(subject.recipe().family().id())) {
      return List.of();
    }
    Prediction told = contents.prediction();
    boolean velocity = subject.recipe().flag("v_parameterization");
    if (told.target() == Target.VELOCITY && !velocity) {
      return found(
              subject,
              "the base model says that it predicts velocity, and v_parameterization is not set:"
                  + " sd-scripts trains on the wrong target and does not notice",
              "v_parameterization = true")
          .as(told.sure() ? Severity.ERROR : Severity.WARNING)
          .fix("v_parameterization", true)
          .list();
    }
    if (told.target() == Target.NOISE && velocity) {
      return found(
              subject,
              "v_parameterization is set, and the base model says that it predicts noise",
              "remove v_parameterization unless you know better")
          .as(Severity.WARNING)
          .list();
    }
    return List.of();
  }
}
