package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Many processes on little main memory. */
public final class ManyDataWorkers extends PatternRule {
  private static final long LITTLE = 17L << 30;

  public ManyDataWorkers() {
    super(
        "many-data-workers",
        Topic.MEMORY,
        Severity.ADVICE,
        "Each data worker is a Python process of its own, which a machine with little memory feels",
        "max_data_loader_n_workers");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Long memory = subject.machine().memoryBytes();
    long asked = subject.recipe().whole("max_data_loader_n_workers").orElse(8);
    long workers = Math.min(asked, subject.machine().cpuCores());
    if (memory == null || memory > LITTLE || workers <= 4) {
      return List.of();
    }
    return found(
            subject,
            workers
                + " data workers"
                + (subject.recipe().isSet("max_data_loader_n_workers") ? "" : " (the default)")
                + " are as many Python processes, on a machine with "
                + Figures.gib(memory)
                + " of main memory",
            "max_data_loader_n_workers = 2 with persistent_data_loader_workers = true is enough for"
                + " cached latents")
        .fix("max_data_loader_n_workers", 2L)
        .fix("persistent_data_loader_workers", true)
        .list();
  }
}
