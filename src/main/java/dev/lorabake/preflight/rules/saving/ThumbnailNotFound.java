package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A picture for the file that is not where the run looks (library/sai_model_spec.py). */
final class ThumbnailNotFound extends PatternRule {
  private static final String OPTION = "metadata_thumbnail";

  ThumbnailNotFound() {
    super(
        "thumbnail-not-found",
        Topic.SAVING,
        Severity.WARNING,
        "The picture for the LoRA's file is not there or not found from the run's folder, and"
            + " sd-scripts leaves it out",
        OPTION);
  }

  @Override
  public List<Finding> check(Subject subject) {
    String text = subject.recipe().text(OPTION).orElse("");
    if (text.isEmpty() || text.startsWith("data:")) {
      return List.of();
    }
    Path file = subject.recipe().resolve(text);
    if (!Files.isRegularFile(file)) {
      return found(
              subject,
              OPTION + ": there is no file " + file + ", and the picture is left out",
              "name a small image file, or remove it")
          .list();
    }
    return file.toString().equals(text)
        ? List.of()
        : found(
                subject,
                OPTION + " " + text + " is looked for in the folder of the run, and not found",
                OPTION + " = \"" + file + "\"")
            .fix(OPTION, file.toString())
            .list();
  }
}
