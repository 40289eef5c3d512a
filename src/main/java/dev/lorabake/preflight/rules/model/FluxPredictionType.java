package dev.lorabake.preflight.rules.model;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** FLUX.1 is trained with a reading of its output that suits other models. */
final class FluxPredictionType extends PatternRule {
  FluxPredictionType() {
    super(
        "flux-prediction-type",
        Topic.MODEL,
        Severity.WARNING,
        "FLUX.1 and Chroma are trained with model_prediction_type raw; sd-scripts' default of"
            + " sigma_scaled learns poorly",
        "model_prediction_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String type = recipe.text("model_prediction_type").orElse("raw");
    boolean here = recipe.script().equals("flux_train_network.py");
    if (!here || type.equals("raw")) {
      return List.of();
    }
    boolean chosen = recipe.isSet("model_prediction_type");
    return found(
            subject,
            "model_prediction_type is "
                + type
                + (chosen ? "" : ", because it is not set")
                + "; "
                + recipe.family().title()
                + " is trained with raw",
            "model_prediction_type = \"raw\"")
        .as(chosen ? Severity.ADVICE : Severity.WARNING)
        .fix("model_prediction_type", "raw")
        .list();
  }
}
