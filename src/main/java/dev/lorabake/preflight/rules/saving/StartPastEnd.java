package dev.lorabake.preflight.rules.saving;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A start beyond the end. */
public final class StartPastEnd extends PatternRule {
  public StartPastEnd() {
    super(
        "start-past-end",
        Topic.SAVING,
        Severity.ERROR,
        "The run would start at or after its last step, and sd-scripts stops",
        "resume",
        "initial_step",
        "max_train_steps",
        "max_train_epochs");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    long end = subject.plan().totalSteps();
    boolean told = recipe.isSet("initial_step") || recipe.isSet("initial_epoch");
    long start = told ? recipe.whole("initial_step").orElse(0) : stateStep(recipe);
    if (end <= 0 || start <= 0 || start < end) {
      return List.of();
    }
    return found(
            subject,
            (told ? "initial_step is " : "the state to resume from is at step ")
                + start
                + ", and the run ends at step "
                + end
                + ": sd-scripts stops",
            "raise max_train_epochs or max_train_steps beyond it: the length counts from the first"
                + " start, not from here")
        .about(told ? "initial_step" : "resume")
        .list();
  }

  private static long stateStep(Recipe recipe) {
    Path folder = recipe.path("resume").orElse(null);
    if (folder == null || recipe.flag("resume_from_huggingface")) {
      return 0;
    }
    Path file = folder.resolve("train_state.json");
    try {
      return Files.isRegularFile(file)
          ? Json.object(Files.readString(file), file.toString()).whole("current_step", 0)
          : 0;
    } catch (IOException | JsonError e) {
      return 0; // not to be read: upstream will say so
    }
  }
}
