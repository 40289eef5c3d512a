package dev.lorabake.preflight.rules.model;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A model by its name on the hub, for a script that reads files only. */
final class ModelIsNoFile extends PatternRule {
  /** Scripts that hand the path to a reader of safetensors. */
  private static final Set<String> FILE_ONLY = Set.of("sd3", "lumina", "anima", "hunyuan-image");

  ModelIsNoFile() {
    super(
        "model-is-no-file",
        Topic.MODEL,
        Severity.ERROR,
        "The family's script reads its base model from one file, not from the hub or a folder",
        "pretrained_model_name_or_path");
  }

  @Override
  public List<Finding> check(Subject subject) {
    Recipe recipe = subject.recipe();
    Optional<Path> path = recipe.path("pretrained_model_name_or_path");
    String text = recipe.text("pretrained_model_name_or_path").orElse("");
    if (text.isEmpty()
        || path.isEmpty()
        || !FILE_ONLY.contains(recipe.family().id())
        || Files.isRegularFile(path.get())) {
      return List.of();
    }
    String what = Files.isDirectory(path.get()) ? "a folder" : "a name on the hub";
    return found(
            subject,
            "pretrained_model_name_or_path "
                + text
                + " is "
                + what
                + "; "
                + recipe.family().title()
                + " is read from one file",
            "download the model's .safetensors file and name that")
        .list();
  }
}
