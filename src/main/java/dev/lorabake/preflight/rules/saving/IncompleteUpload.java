package dev.lorabake.preflight.rules.saving;

import dev.lorabake.preflight.Draft;
import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.util.ArrayList;
import java.util.List;

/** An upload that fails while nobody looks. */
final class IncompleteUpload extends PatternRule {
  IncompleteUpload() {
    super(
        "incomplete-upload",
        Topic.SAVING,
        Severity.WARNING,
        "huggingface_repo_id without huggingface_path_in_repo and huggingface_repo_type: the upload"
            + " fails, and the training goes on",
        "huggingface_repo_id",
        "huggingface_path_in_repo",
        "huggingface_repo_type");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    if (recipe.text("huggingface_repo_id").filter(text -> !text.isEmpty()).isEmpty()) {
      return List.of();
    }
    List<String> missing = new ArrayList<>();
    if (!recipe.isSet("huggingface_path_in_repo")) {
      missing.add("huggingface_path_in_repo");
    }
    if (!recipe.isSet("huggingface_repo_type")) {
      missing.add("huggingface_repo_type");
    }
    if (missing.isEmpty()) {
      return List.of();
    }
    Draft draft =
        found(
            subject,
            "huggingface_repo_id is set without "
                + String.join(" and ", missing)
                + ": the upload fails",
            "huggingface_path_in_repo = \"lora\" and huggingface_repo_type = \"model\"");
    if (missing.contains("huggingface_repo_type")) {
      draft.fix("huggingface_repo_type", "model");
    }
    if (missing.contains("huggingface_path_in_repo")) {
      draft.fix("huggingface_path_in_repo", "lora");
    }
    return draft.list();
  }
}
