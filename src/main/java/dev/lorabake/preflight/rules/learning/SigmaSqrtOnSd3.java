package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A weight that is infinite at the end of the schedule. */
final class SigmaSqrtOnSd3 extends PatternRule {

  SigmaSqrtOnSd3() {
    super(
        "sigma-sqrt-on-sd3",
        Topic.LEARNING,
        Severity.ERROR,
        "On Stable Diffusion 3 weighting_scheme sigma_sqrt divides by zero at timestep"
            + " 0, and one such image makes the whole network NaN",
        "weighting_scheme",
        "min_timestep");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean used = recipe.text("weighting_scheme").orElse("").equals("sigma_sqrt");
    long low = recipe.whole("min_timestep").orElse(0);
    if (!used || !recipe.family().id().equals("sd3") || low > 0) {
      return List.of();
    }
    return found(
            subject,
            "weighting_scheme sigma_sqrt is infinite at timestep 0, which about one image in a"
                + " thousand gets: the network ends as NaN",
            "min_timestep = 1, or weighting_scheme = \"logit_normal\"")
        .fix("min_timestep", 1L)
        .list();
  }
}
