package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Persistent workers, but none of them. */
public final class PersistentWorkersWithoutWorkers extends PatternRule {
  public PersistentWorkersWithoutWorkers() {
    super(
        "persistent-workers-without-workers",
        Topic.MEMORY,
        Severity.ERROR,
        "Data workers cannot persist when there are none, and sd-scripts stops",
        "persistent_data_loader_workers",
        "max_data_loader_n_workers");
  }

  @Override
  public List<Finding> check(Subject subject) {
    boolean none = subject.recipe().whole("max_data_loader_n_workers").orElse(8) == 0;
    if (!none || !subject.recipe().flag("persistent_data_loader_workers")) {
      return List.of();
    }
    return found(
            subject,
            "persistent_data_loader_workers needs workers, and max_data_loader_n_workers is 0:"
                + " sd-scripts stops when it makes the data loader",
            "remove persistent_data_loader_workers, or set max_data_loader_n_workers = 2")
        .remove("persistent_data_loader_workers")
        .list();
  }
}
