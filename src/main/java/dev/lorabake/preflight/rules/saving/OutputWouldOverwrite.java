package dev.lorabake.preflight.rules.saving;

import dev.lorabake.plan.PlannedCheckpoint;
import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** A second run into the same names. */
public final class OutputWouldOverwrite extends PatternRule {
  public OutputWouldOverwrite() {
    super(
        "output-would-overwrite",
        Topic.SAVING,
        Severity.ERROR,
        "Files of an earlier run have the same names and would be overwritten without a word",
        "output_name",
        "output_dir");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Path folder = subject.recipe().path("output_dir").orElse(null);
    List<PlannedCheckpoint> planned = subject.plan().checkpoints();
    if (folder == null || subject.machine().named() || planned.isEmpty()) {
      return List.of();
    }
    List<String> taken =
        planned.stream()
            .map(PlannedCheckpoint::file)
            .filter(file -> exists(folder, file))
            .distinct()
            .toList();
    if (taken.isEmpty()) {
      return List.of();
    }
    String name = subject.recipe().text("output_name").orElse("last");
    String free = freeName(folder, name, planned);
    boolean goesOn = subject.isActive("resume");
    return found(
            subject,
            (taken.size() == 1
                    ? taken.getFirst() + " is"
                    : taken.getFirst() + " and " + (taken.size() - 1) + " more are")
                + " there already, in "
                + folder
                + ": the run would overwrite "
                + (taken.size() == 1 ? "it" : "them"),
            "output_name = " + Figures.value(free) + ", or another output_dir")
        .as(goesOn ? Severity.WARNING : Severity.ERROR)
        .fix("output_name", free)
        .list();
  }

  private static boolean exists(Path folder, String file) {
    try {
      return Files.exists(folder.resolve(file));
    } catch (InvalidPathException e) {
      return false; // the name has a rule of its own
    }
  }

  private static String freeName(Path folder, String name, List<PlannedCheckpoint> planned) {
    for (int number = 2; ; number++) {
      String candidate = name + "-v" + number;
      boolean taken =
          planned.stream()
              .map(checkpoint -> candidate + tail(checkpoint.file(), name))
              .anyMatch(file -> exists(folder, file));
      if (!taken) {
        return candidate;
      }
    }
  }

  private static String tail(String file, String name) {
    return file.startsWith(name) ? file.substring(name.length()) : file;
  }
}
