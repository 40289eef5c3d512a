package dev.lorabake.preflight.rules.model;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.weights.Prediction.Target;
import java.util.List;

/** The large SD 2 models predict velocity. */
final class SdTwoWithoutVelocity extends PatternRule {
  SdTwoWithoutVelocity() {
    super(
        "sd-two-without-velocity",
        Topic.MODEL,
        Severity.WARNING,
        "SD 2.x checkpoints for 768 pixels predict velocity: without v_parameterization the LoRA"
            + " learns noise",
        "v_parameterization",
        "resolution");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean large =
        subject.plan().datasets().stream()
            .anyMatch(dataset -> (long) dataset.width() * dataset.height() >= 768L * 768);
    boolean told =
        subject
            .models()
            .contents("pretrained_model_name_or_path")
            .filter(contents -> contents.prediction().target() != Target.UNKNOWN)
            .isPresent();
    if (told
        || !recipe.family().id().equals("sd2")
        || !large
        || recipe.flag("v_parameterization")) {
      return List.of();
    }
    return found(
            subject,
            "SD 2.x at 768 pixels without v_parameterization",
            "v_parameterization = true for the 768 pixel checkpoints; the 512 pixel base is trained"
                + " at resolution 512 without it")
        .fix("v_parameterization", true)
        .list();
  }
}
