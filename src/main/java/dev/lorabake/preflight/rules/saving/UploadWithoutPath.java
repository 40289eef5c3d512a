package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Figures;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import java.util.List;

/** An upload that goes nowhere. */
public final class UploadWithoutPath extends PatternRule {
  public UploadWithoutPath() {
    super(
        "upload-without-path",
        Topic.SAVING,
        Severity.WARNING,
        "Without a path in the repository every upload fails, with one line in the log",
        "huggingface_repo_id",
        "huggingface_path_in_repo");
  }

  @Override
  public List<Finding> check(Subject subject) {
    String repo = subject.recipe().text("huggingface_repo_id").orElse("");
    if (repo.isEmpty() || subject.recipe().isSet("huggingface_path_in_repo")) {
      return List.of();
    }
    String path = subject.recipe().text("output_name").orElse("lora");
    return found(
            subject,
            "huggingface_repo_id is set and huggingface_path_in_repo is not: every upload to "
                + repo
                + " fails, and the training goes on",
            "huggingface_path_in_repo = " + Figures.value(path))
        .fix("huggingface_path_in_repo", path)
        .list();
  }
}
