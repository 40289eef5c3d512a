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
    if (recipe
        .catalog()
        .option("timestep_sampling")
        .filter(o -> o.isIn(recipe.script()))
        .isEmpty()) {
      return List.of(); // SD3 reads its options in another way
    }
    String sampling = recipe.text("timestep_sampling").orElse("");
    String scheme = recipe.text("weighting_scheme").orElse("");
    boolean sigma = sampling.equals("sigma");
    List<Finding> findings = new ArrayList<>();
    unused(subject, "discrete_flow_shift", sampling, Set.of("shift", "sigma"), findings);
    unused(
        subject,
        "sigmoid_scale",
        sampling,
        Set.of("sigmoid", "shift", "flux_shift", "nextdit_shift"),
        findings);
    unused(subject, "logit_mean", sigma ? scheme : "", Set.of("logit_normal"), findings);
    unused(subject, "logit_std", sigma ? scheme : "", Set.of("logit_normal"), findings);
    unused(subject, "mode_scale", sigma ? scheme : "", Set.of("mode"), findings);
    return findings;
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
