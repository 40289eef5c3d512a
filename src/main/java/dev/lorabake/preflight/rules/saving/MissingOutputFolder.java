package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;
import java.util.Optional;

/** Nobody said where to put the result. */
final class MissingOutputFolder extends PatternRule {
  MissingOutputFolder() {
    super(
        "missing-output-folder",
        Topic.SAVING,
        Severity.ERROR,
        "output_dir is not set, and sd-scripts fails at the first save: the whole run is lost",
        "output_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Optional<Object> folder = subject.recipe().value("output_dir");
    if (folder.filter(Subject::says).isPresent()) {
      return List.of();
    }
    return found(
            subject,
            "output_dir is not set: sd-scripts fails at the first save, when all is trained",
            "output_dir = \"output\"")
        .fix("output_dir", "output")
        .list();
  }
}
