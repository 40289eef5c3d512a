package dev.lorabake.preflight.rules.logging;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.List;
import java.util.Set;

/** Messages that lorabake never gets to see. */
final class HiddenLog extends PatternRule {
  HiddenLog() {
    super(
        "hidden-log",
        Topic.LOGGING,
        Severity.WARNING,
        "The trainer's messages go elsewhere or are left out, so that lorabake cannot follow the"
            + " run",
        "console_log_file",
        "console_log_level");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    String level = recipe.text("console_log_level").orElse("INFO");
    boolean quiet = Set.of("WARNING", "ERROR", "CRITICAL").contains(level);
    boolean file = recipe.text("console_log_file").filter(text -> !text.isEmpty()).isPresent();
    if (!quiet && !file) {
      return List.of();
    }
    String option = file ? "console_log_file" : "console_log_level";
    return found(
            subject,
            file
                ? "console_log_file takes the trainer's messages away from lorabake"
                : "console_log_level " + level + " leaves out what lorabake follows a run by",
            "remove it; every byte is kept in the run's trainer.log anyway")
        .about(option)
        .remove(option)
        .list();
  }
}
