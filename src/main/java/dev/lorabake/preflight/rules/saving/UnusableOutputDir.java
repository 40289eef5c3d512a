package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A place that cannot be written to. */
public final class UnusableOutputDir extends PatternRule {
  public UnusableOutputDir() {
    super(
        "unusable-output-dir",
        Topic.SAVING,
        Severity.ERROR,
        "Checkpoints cannot be written to output_dir: it is a file, or may not be written to",
        "output_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String text = subject.recipe().text("output_dir").orElse("");
    if (text.isBlank() || subject.machine().named()) {
      return List.of();
    }
    Path folder = subject.recipe().resolve(text);
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || (Files.isDirectory(there) && Files.isWritable(there))) {
      return List.of();
    }
    return found(
            subject,
            "output_dir is "
                + folder
                + (Files.isDirectory(there)
                    ? ", and nothing may be written to " + there
                    : ", and " + there + " is a file"),
            Files.isDirectory(there)
                ? "name another folder, or change the rights of " + there
                : "name a folder")
        .list();
  }
}
