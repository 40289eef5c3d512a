package dev.lorabake.preflight.rules.learning;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** A range of timesteps with nothing in it. */
final class EmptyTimestepRange extends PatternRule {
  EmptyTimestepRange() {
    super(
        "empty-timestep-range",
        Topic.LEARNING,
        Severity.ERROR,
        "min_timestep is not below max_timestep: sd-scripts trains on one timestep only, or fails",
        "min_timestep",
        "max_timestep");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean read = !recipe.family().flow() || recipe.family().id().equals("sd3");
    long low = recipe.whole("min_timestep").orElse(0);
    long high = recipe.whole("max_timestep").orElse(1000);
    if (!read || low < high) {
      return List.of();
    }
    if (recipe.family().flow() && low > high) {
      return found(
              subject,
              "min_timestep "
                  + low
                  + " is above max_timestep "
                  + high
                  + ": the range runs backwards",
              "min_timestep = " + high + " and max_timestep = " + low)
          .as(Severity.WARNING)
          .fix("min_timestep", high)
          .fix("max_timestep", low)
          .list();
    }
    return found(
            subject,
            "min_timestep "
                + low
                + " is not below max_timestep "
                + high
                + ": every image is trained at timestep "
                + high
                + " alone",
            "choose a range within 0 to 1000")
        .list();
  }
}
