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
import java.util.stream.Stream;

/** A state that cannot be loaded. */
public final class UnusableResumeState extends PatternRule {
  public UnusableResumeState() {
    super(
        "unusable-resume-state",
        Topic.SAVING,
        Severity.ERROR,
        "The folder to resume from is no complete training state",
        "resume");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    Path folder = recipe.path("resume").orElse(null);
    if (folder == null
        || recipe.flag("resume_from_huggingface")
        || recipe.flag("deepspeed")
        || !Files.exists(folder)) {
      return List.of();
    }
    if (!Files.isDirectory(folder)) {
      return found(
              subject,
              "resume names the file " + folder + ", and a training state is a folder",
              "name the folder that save_state made; to start from a LoRA file set network_weights")
          .list();
    }
    List<String> missing =
        Stream.of("optimizer.bin", "scheduler.bin")
            .filter(file -> !Files.exists(folder.resolve(file)))
            .toList();
    if (!missing.isEmpty()) {
      return found(
              subject,
              "resume: "
                  + folder
                  + " has no "
                  + String.join(" and no ", missing)
                  + ": it is no complete state, and sd-scripts stops",
              "name a folder that save_state made, such as NAME-000004-state")
          .list();
    }
    if (Files.exists(folder.resolve("train_state.json"))) {
      return List.of();
    }
    return found(
            subject,
            "resume: " + folder + " has no train_state.json, so counting starts at step 0 again",
            "set initial_step to the step of that state")
        .as(Severity.WARNING)
        .list();
  }
}
