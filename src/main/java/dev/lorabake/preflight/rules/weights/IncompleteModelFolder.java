package dev.lorabake.preflight.rules.weights;

import dev.lorabake.preflight.Finding;
import dev.lorabake.preflight.PatternRule;
import dev.lorabake.preflight.Severity;
import dev.lorabake.preflight.Subject;
import dev.lorabake.preflight.Topic;
import dev.lorabake.recipe.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder that lacks the file by which diffusers or transformers would know it. */
final class IncompleteModelFolder extends PatternRule {
  IncompleteModelFolder() {
    super(
        "incomplete-model-folder",
        Topic.WEIGHTS,
        Severity.ERROR,
        "The folder is no model or tokenizer as diffusers and transformers save them, and sd-scripts"
            + " stops",
        Expected.BASE,
        "vae",
        "qwen3",
        "t5_tokenizer_path");
  }

  /**
   * What a folder needs.
   *
   * @param files any of these will do
   */
  private record Need(String option, List<String> files) {}

  @Override
  public List<Finding> check(Subject subject) {
    List<Finding> findings = new ArrayList<>();
    for (Need need : needs(subject.recipe().family().id())) {
      Path folder = subject.recipe().path(need.option()).orElse(null);
      if (folder == null || subject.recipe().text(need.option()).orElse("").isEmpty()) {
        continue;
      }
      boolean tokenizerFile =
          need.option().equals("t5_tokenizer_path") && Files.isRegularFile(folder);
      boolean empty =
          Files.isDirectory(folder)
              && need.files().stream().noneMatch(file -> Files.exists(folder.resolve(file)));
      if (empty || tokenizerFile) {
        String names = String.join(" nor ", need.files());
        findings.add(
            found(
                    subject,
                    tokenizerFile
                        ? need.option() + " " + folder + " is a file, and a folder is asked for"
                        : need.option() + " " + folder + " has no " + names,
                    help(subject.recipe(), need))
                .about(need.option())
                .finding());
      }
    }
    return findings;
  }

  private static String help(Recipe recipe, Need need) {
    return switch (need.option()) {
      case "t5_tokenizer_path" -> "remove it: sd-scripts brings a T5 tokenizer along";
      case "qwen3" -> "name the .safetensors file of Qwen3 0.6B, or its whole folder";
      default ->
          "name one .safetensors file"
              + (recipe.family().flow() ? "" : ", or the folder that diffusers saved");
    };
  }

  private static List<Need> needs(String family) {
    return switch (family) {
      case "sd15", "sd2", "sdxl" ->
          List.of(
              new Need(Expected.BASE, List.of("model_index.json")),
              new Need("vae", List.of("config.json", "vae/config.json")));
      case "anima" ->
          List.of(
              new Need("qwen3", List.of("config.json")),
              new Need("t5_tokenizer_path", List.of("tokenizer.json", "spiece.model")));
      default -> List.of();
    };
  }
}
