package dev.lorabake.preflight.rules.saving;

import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of an earlier run in the way. */
final class OutputOverwritten extends PatternRule {
  OutputOverwritten() {
    super(
        "output-overwritten",
        Topic.SAVING,
        Severity.ERROR,
        "output_dir already has files of this name, and sd-scripts overwrites them without asking",
        "output_name",
        "output_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    Path folder = recipe.path("output_dir").orElse(null);
    boolean goesOn = recipe.text("resume").filter(text -> !text.isEmpty()).isPresent();
    if (folder == null || goesOn || subject.machine().named() || !Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> there =
        subject.plan().checkpoints().stream()
            .map(PlannedCheckpoint::file)
            .filter(file -> file.indexOf('/') < 0 && Files.exists(folder.resolve(file)))
            .toList();
    if (there.isEmpty()) {
      return List.of();
    }
    String more = there.size() > 1 ? " and " + (there.size() - 1) + " more" : "";
    return found(
            subject,
            folder.resolve(there.getLast()) + more + " would be overwritten",
            "choose another output_name or output_dir, or move the old files away")
        .list();
  }
}
