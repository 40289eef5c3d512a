package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** Nowhere to save to. */
public final class MissingOutputDir extends PatternRule {
  public MissingOutputDir() {
    super(
        "missing-output-dir",
        Topic.SAVING,
        Severity.ERROR,
        "Without output_dir sd-scripts trains to the end and then cannot save",
        "output_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    if (subject.recipe().text("output_dir").filter(text -> !text.isBlank()).isPresent()) {
      return List.of();
    }
    return found(
            subject,
            "output_dir is not set: sd-scripts notices when it saves the first checkpoint, and what"
                + " was trained is lost",
            "output_dir = \"output\"")
        .fix("output_dir", "output")
        .list();
  }
}
