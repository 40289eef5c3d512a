package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A setting of another way to draw timesteps. */
final class UnusedFlowOption extends PatternRule {
  private static final Set<String> SCALED = Set.of("sigmoid", "shift", "flux_shift");

  UnusedFlowOption() {
    super(
        "unused-flow-option",
        Topic.LEARNING,
        Severity.ADVICE,
        "The option belongs to another timestep_sampling or weighting_scheme, and has no effect",
        "discrete_flow_shift",
        "sigmoid_scale",
        "logit_mean",
        "logit_std",
        "mode_scale",
        "timestep_sampling",
        "weighting_scheme");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    if (!recipe.family().flow()) {
      return List.of();
    }
    boolean sd3 = recipe.family().id().equals("sd3"); // always draws as the others do for sigma
    String sampling = sd3 ? "sigma" : recipe.text("timestep_sampling").orElse("");
    String scheme = recipe.text("weighting_scheme").orElse("");
    boolean sigma = sampling.equals("sigma");
    List<Finding> findings = new ArrayList<>();
    if (!sd3) {
      unused(subject, "discrete_flow_shift", sampling, Set.of("shift", "sigma"), findings);
      unused(subject, "sigmoid_scale", sampling, SCALED, findings);
    }
    unused(subject, "logit_mean", sigma ? scheme : "", Set.of("logit_normal"), findings);
    unused(subject, "logit_std", sigma ? scheme : "", Set.of("logit_normal"), findings);
    unused(subject, "mode_scale", sigma ? scheme : "", Set.of("mode"), findings);
    if (!sd3 && recipe.isSet("weighting_scheme")) {
      scheme(subject, scheme, sigma, findings);
    }
    return findings;
  }

  /**
   * Some schemes draw timesteps, and only for sigma; the others weight the loss, and only for
   * sigma_scaled, or on Anima (library/flux_train_utils.py, apply_model_prediction_type).
   */
  private void scheme(Subject subject, String scheme, boolean sigma, List<Finding> findings) {
    Recipe recipe = subject.recipe();
    boolean draws = scheme.equals("logit_normal") || scheme.equals("mode");
    boolean weights = scheme.equals("sigma_sqrt") || scheme.equals("cosmap");
    boolean scaled =
        recipe.family().id().equals("anima")
            || recipe.text("model_prediction_type").orElse("").equals("sigma_scaled");
    if ((draws && !sigma) || (weights && !scaled)) {
      findings.add(
          found(
                  subject,
                  "weighting_scheme "
                      + scheme
                      + " has no effect: it belongs to "
                      + (draws ? "timestep_sampling sigma" : "model_prediction_type sigma_scaled"),
                  "remove it")
              .about("weighting_scheme")
              .remove("weighting_scheme")
              .finding());
    }
  }

  private void unused(
      Subject subject, String option, String chosen, Set<String> users, List<Finding> findings) {
    Recipe recipe = subject.recipe();
    boolean usual =
        recipe
            .find(option)
            .map(Setting::value)
            .equals(recipe.catalog().option(option).map(o -> o.defaultIn(recipe.script())));
    if (recipe.isSet(option) && !usual && !users.contains(chosen)) {
      findings.add(
          found(
                  subject,
                  option
                      + " has no effect: it belongs to "
                      + users.stream().sorted().collect(Collectors.joining(", "))
                      + (option.startsWith("logit") || option.startsWith("mode")
                          ? " of weighting_scheme with timestep_sampling sigma"
                          : " of timestep_sampling"),
                  "remove it")
              .about(option)
              .remove(option)
              .finding());
    }
  }
}
