package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Offloading where the model has no such switch. */
public final class CpuOffloadUnsupported extends PatternRule {
  public CpuOffloadUnsupported() {
    super(
        "cpu-offload-unsupported",
        Topic.MEMORY,
        Severity.ERROR,
        "The model of this family cannot offload checkpoints to main memory, and sd-scripts"
            + " stops with a TypeError",
        "cpu_offload_checkpointing");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean unable = List.of("sd15", "sd2", "sdxl", "sd3").contains(subject.recipe().family().id());
    if (!unable
        || !subject.recipe().flag("cpu_offload_checkpointing")
        || !subject.recipe().flag("gradient_checkpointing")) {
      return List.of();
    }
    return found(
            subject,
            subject.recipe().family().title()
                + " knows no cpu_offload_checkpointing: sd-scripts stops with a TypeError once the"
                + " model is loaded",
            "remove it; gradient_checkpointing alone works")
        .remove("cpu_offload_checkpointing")
        .list();
  }
}
