package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A place where nothing can be written. */
final class OutputFolderUnusable extends PatternRule {
  OutputFolderUnusable() {
    super(
        "output-folder-unusable",
        Topic.SAVING,
        Severity.ERROR,
        "output_dir is a file, or lies where nothing may be written: sd-scripts fails at the first"
            + " save",
        "output_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Path folder =
        subject
            .recipe()
            .path("output_dir")
            .filter(path -> !path.equals(subject.recipe().base()))
            .orElse(null);
    if (folder == null || subject.machine().named()) {
      return List.of();
    }
    Path there = folder;
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null) {
      return List.of();
    }
    if (!Files.isDirectory(there)) {
      return found(
              subject,
              "output_dir " + folder + " cannot be made: " + there + " is a file",
              "choose another output_dir")
          .list();
    }
    return Files.isWritable(there)
        ? List.of()
        : found(
                subject,
                "output_dir " + folder + " may not be written",
                "choose another output_dir, or give yourself permission to write there")
            .list();
  }
}
