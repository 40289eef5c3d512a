package dev.lorabake.preflight.rules.memory;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;

/** Workers that are to stay, and are none. */
final class PersistentWorkersWithoutWorkers extends PatternRule {
  PersistentWorkersWithoutWorkers() {
    super(
        "persistent-workers-without-workers",
        Topic.MEMORY,
        Severity.ERROR,
        "persistent_data_loader_workers needs at least one worker, and PyTorch stops without",
        "persistent_data_loader_workers",
        "max_data_loader_n_workers");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    boolean none = recipe.whole("max_data_loader_n_workers").orElse(1) == 0;
    if (!recipe.flag("persistent_data_loader_workers") || !none) {
      return List.of();
    }
    return found(
            subject,
            "persistent_data_loader_workers with max_data_loader_n_workers 0: PyTorch stops",
            "max_data_loader_n_workers = 2, or remove persistent_data_loader_workers")
        .fix("max_data_loader_n_workers", 2L)
        .list();
  }
}
