package dev.lorabake.preflight.rules.logging;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A log service without its folder. */
final class TensorboardWithoutFolder extends PatternRule {
  TensorboardWithoutFolder() {
    super(
        "tensorboard-without-folder",
        Topic.LOGGING,
        Severity.ERROR,
        "log_with tensorboard or all needs logging_dir, and sd-scripts stops without",
        "log_with",
        "logging_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String log = subject.recipe().text("log_with").orElse("");
    boolean needed = log.equals("tensorboard") || log.equals("all");
    if (!needed || subject.recipe().isSet("logging_dir")) {
      return List.of();
    }
    return found(
            subject,
            "log_with " + log + " without logging_dir: sd-scripts stops",
            "logging_dir = \"logs\"")
        .fix("logging_dir", "logs")
        .list();
  }
}
