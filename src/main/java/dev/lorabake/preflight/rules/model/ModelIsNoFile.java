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
  private static final Set<String> FILE_ONLY =
      Set.of("sd3", "chroma", "lumina", "anima", "hunyuan-image");

  /** The names that the script looks for in a folder (library/flux_utils.py). */
  private static final String FLUX_PARTS =
      "transformer/diffusion_pytorch_model-00001-of-00003.safetensors";

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
    if (text.isEmpty() || path.isEmpty() || isReadable(recipe, path.get())) {
      return List.of();
    }
    String what = Files.isDirectory(path.get()) ? "a folder" : "a name on the hub";
    boolean flux = recipe.family().id().equals("flux");
    return found(
            subject,
            "pretrained_model_name_or_path "
                + text
                + " is "
                + what
                + "; "
                + recipe.family().title()
                + " is read from one file"
                + (flux ? ", or from a diffusers folder with " + FLUX_PARTS : ""),
            "download the model's .safetensors file and name that")
        .list();
  }

  private static boolean isReadable(Recipe recipe, Path path) {
    String family = recipe.family().id();
    return Files.isRegularFile(path)
        || (family.equals("flux")
            ? Files.exists(path.resolve(FLUX_PARTS))
            : !FILE_ONLY.contains(family));
  }
}
