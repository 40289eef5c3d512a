package dev.lorabake.preflight.rules.logging;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.TomlCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Settings of a log service that cannot be read. */
final class UnreadableTrackerConfig extends PatternRule {

  UnreadableTrackerConfig() {
    super(
        "unreadable-tracker-config",
        Topic.LOGGING,
        Severity.ERROR,
        "log_tracker_config is no TOML, and sd-scripts reads it only after the model is"
            + " loaded and everything is cached",
        "log_tracker_config");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Optional<Path> file = subject.recipe().path("log_tracker_config");
    if (file.isEmpty() || !Files.isRegularFile(file.get())) {
      return List.of();
    }
    String complaint = TomlCheck.complaint(file.get());
    return complaint == null
        ? List.of()
        : found(
                subject,
                "log_tracker_config cannot be read: " + complaint,
                "mend the file, or remove log_tracker_config")
            .list();
  }
}
