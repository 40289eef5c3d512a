package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.TrainState;
import java.util.List;

/** A state that knows its step, and an option that says another. */
final class StepsOfStateIgnored extends PatternRule {
  StepsOfStateIgnored() {
    super(
        "steps-of-state-ignored",
        Topic.SAVING,
        Severity.WARNING,
        "initial_step or initial_epoch overrides the step that the state to resume from knows",
        "initial_step",
        "initial_epoch",
        "resume");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String option = recipe.isSet("initial_step") ? "initial_step" : "initial_epoch";
    boolean knows =
        recipe
            .path("resume")
            .filter(folder -> !recipe.text("resume").orElse("").isEmpty())
            .filter(TrainState::isIn)
            .isPresent();
    if (!knows || recipe.flag("resume_from_huggingface") || !recipe.isSet(option)) {
      return List.of();
    }
    return found(
            subject,
            option + " is set, so that the step stored in the state to resume from is ignored",
            "remove " + option + ", and the run goes on where the state was saved")
        .about(option, "resume")
        .remove(option)
        .choice()
        .list();
  }
}
