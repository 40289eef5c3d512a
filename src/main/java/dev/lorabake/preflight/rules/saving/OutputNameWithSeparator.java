package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** A name that is a path. */
final class OutputNameWithSeparator extends PatternRule {
  OutputNameWithSeparator() {
    super(
        "output-name-with-separator",
        Topic.SAVING,
        Severity.ERROR,
        "output_name has a path separator: its folder is never made, and the first save fails",
        "output_name");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String name = subject.recipe().text("output_name").orElse("");
    if (name.indexOf('/') < 0 && name.indexOf('\\') < 0) {
      return List.of();
    }
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    return found(
            subject,
            "output_name \"" + name + "\" is a path: the first save fails",
            "put the folder into output_dir"
                + (last.isBlank() ? "" : ", and output_name = \"" + last + "\""))
        .list();
  }
}
