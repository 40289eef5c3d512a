package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Set;

/** An offload that these models do not have. */
final class CpuOffloadUnsupported extends PatternRule {
  private static final Set<String> WITHOUT = Set.of("sd15", "sd2", "sdxl", "sd3");

  CpuOffloadUnsupported() {
    super(
        "cpu-offload-unsupported",
        Topic.MEMORY,
        Severity.ERROR,
        "cpu_offload_checkpointing does not exist for this model, and sd-scripts fails with a"
            + " TypeError after it has loaded and cached everything",
        "cpu_offload_checkpointing",
        "gradient_checkpointing");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean used =
        recipe.flag("cpu_offload_checkpointing") && recipe.flag("gradient_checkpointing");
    if (!used || !WITHOUT.contains(recipe.family().id())) {
      return List.of();
    }
    return found(
            subject,
            "cpu_offload_checkpointing does not exist for " + recipe.family().title(),
            "remove it; gradient_checkpointing alone works")
        .remove("cpu_offload_checkpointing")
        .list();
  }
}
