package dev.lorabake.preflight.rules.model;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** Nobody chose how noise levels are drawn. */
final class FluxTimestepSampling extends PatternRule {
  FluxTimestepSampling() {
    super(
        "flux-timestep-sampling",
        Topic.MODEL,
        Severity.ADVICE,
        "timestep_sampling is left at sigma, which draws noise levels in another way than FLUX.1"
            + " and Chroma were trained with",
        "timestep_sampling");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean here = recipe.script().equals("flux_train_network.py");
    if (!here || recipe.isSet("timestep_sampling")) {
      return List.of();
    }
    boolean chroma = recipe.text("model_type").orElse("").equals("chroma");
    String better = chroma ? "sigmoid" : "flux_shift";
    return found(
            subject,
            "timestep_sampling is not set, so that it is sigma",
            "timestep_sampling = \"" + better + "\", as sd-scripts recommends")
        .fix("timestep_sampling", better)
        .list();
  }
}
