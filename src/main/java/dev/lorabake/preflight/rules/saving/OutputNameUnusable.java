package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A name that no file can have, or that breaks the lines of the log. */
final class OutputNameUnusable extends PatternRule {
  /** File systems take 255; epoch or step, the ending and temporary names need room. */
  private static final int MOST_BYTES = 200;

  OutputNameUnusable() {
    super(
        "output-name-unusable",
        Topic.SAVING,
        Severity.ERROR,
        "output_name is too long for a file or has control characters: saves fail or go unnoticed",
        "output_name");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String name = subject.recipe().text("output_name").orElse("");
    String help = "output_name = a short name of letters, digits, hyphens and underscores";
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      String message =
          "output_name has %d bytes, and no file name has room for it and the ending"
              .formatted(bytes);
      return found(subject, message, help).list();
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      String message =
          "output_name \""
              + name
              + "\" has control characters: its saves cannot be read from the log";
      return found(subject, message, help).list();
    }
    return List.of();
  }
}
