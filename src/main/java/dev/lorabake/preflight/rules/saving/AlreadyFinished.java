package dev.lorabake.preflight.rules.saving;

import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
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
import java.util.OptionalLong;

/** A state that lies at the end of the run or behind it. */
public final class AlreadyFinished extends PatternRule {
  public AlreadyFinished() {
    super(
        "already-finished",
        Topic.SAVING,
        Severity.ERROR,
        "The state to resume from lies at the end of the run or behind it, and sd-scripts stops",
        "resume",
        "initial_step",
        "max_train_epochs",
        "max_train_steps");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    long total = subject.plan().totalSteps();
    if (total <= 0 || recipe.isSet("initial_epoch")) {
      return List.of();
    }
    OptionalLong initial = recipe.whole("initial_step");
    if (initial.isPresent() && recipe.isSet("initial_step")) {
      return initial.getAsLong() < total
          ? List.of()
          : finding(subject, "initial_step is " + initial.getAsLong(), total);
    }
    OptionalLong reached =
        recipe.path("resume").map(AlreadyFinished::step).orElse(OptionalLong.empty());
    return reached.isEmpty() || reached.getAsLong() < total
        ? List.of()
        : finding(subject, "the state of resume is at step " + reached.getAsLong(), total);
  }

  private List<Finding> finding(Subject subject, String where, long total) {
    return found(
            subject,
            where + ", and the run ends at step " + total,
            "raise max_train_epochs or max_train_steps beyond it, or start without resume")
        .list();
  }

  private static OptionalLong step(Path folder) {
    Path file = folder.resolve("train_state.json");
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > 100_000) {
        return OptionalLong.empty();
      }
      JsonObject state = Json.object(Files.readString(file), file.toString());
      return OptionalLong.of(state.whole("current_step"));
    } catch (IOException | JsonError e) {
      return OptionalLong.empty();
    }
  }
}
