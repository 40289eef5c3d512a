package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder to resume from that cannot be resumed from. */
final class IncompleteState extends PatternRule {
  private static final List<String> NEEDED = List.of("optimizer.bin", "scheduler.bin");

  IncompleteState() {
    super(
        "incomplete-state",
        Topic.SAVING,
        Severity.ERROR,
        "The folder to resume from is no complete training state",
        "resume");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    Path folder = recipe.path("resume").orElse(null);
    String text = recipe.text("resume").orElse("");
    boolean local = !recipe.flag("resume_from_huggingface") && !recipe.flag("deepspeed");
    if (folder == null || text.isEmpty() || !local || !Files.isDirectory(folder)) {
      return List.of();
    }
    List<String> missing =
        NEEDED.stream().filter(file -> !Files.exists(folder.resolve(file))).toList();
    if (!missing.isEmpty()) {
      return found(
              subject,
              "resume " + folder + " has no " + String.join(" and no ", missing),
              "name a folder that save_state made, such as "
                  + recipe.text("output_name").orElse("name")
                  + "-000002-state")
          .list();
    }
    return Files.exists(folder.resolve("train_state.json"))
        ? List.of()
        : found(
                subject,
                "resume " + folder + " has no train_state.json: steps are counted from 0 again",
                "set initial_epoch to the epoch that comes next")
            .as(Severity.WARNING)
            .list();
  }
}
