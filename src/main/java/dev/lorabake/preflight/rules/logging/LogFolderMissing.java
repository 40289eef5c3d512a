package dev.lorabake.preflight.rules.logging;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Logs that nobody gave a place. */
public final class LogFolderMissing extends PatternRule {
  public LogFolderMissing() {
    super(
        "log-folder-missing",
        Topic.LOGGING,
        Severity.ERROR,
        "TensorBoard logs need a logging_dir, and sd-scripts stops without it",
        "logging_dir",
        "log_with");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String with = subject.recipe().text("log_with").orElse("");
    boolean needed = with.equals("tensorboard") || with.equals("all");
    if (!needed || subject.recipe().text("logging_dir").isPresent()) {
      return List.of();
    }
    return found(
            subject,
            "log_with is \""
                + with
                + "\" and logging_dir is not set: sd-scripts stops after the dataset is prepared",
            "logging_dir = \"logs\"")
        .fix("logging_dir", "logs")
        .list();
  }
}
