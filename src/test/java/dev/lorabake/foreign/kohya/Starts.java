package dev.lorabake.foreign.kohya;

import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.render.Bundle;
import dev.lorabake.render.LaunchPlace;
import dev.lorabake.render.Renderer;
import dev.lorabake.train.BundleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The words with which a training is started, by lorabake and by the GUI. */
final class Starts {
  private Starts() {}

  /** Renders the recipe into the folder. */
  static PythonLines.Words ours(Recipe recipe, Path folder) {
    LaunchPlace place = new LaunchPlace("python", Path.of("sd-scripts"), true);
    BundleFiles.write(Renderer.render(recipe, place), folder);
    List<String> words = new ArrayList<>(List.of("--config_file", at(folder, Bundle.CONFIG)));
    if (!recipe.datasets().isEmpty()) {
      words.addAll(List.of("--dataset_config", at(folder, Bundle.DATASET)));
    }
    if (!recipe.samples().isEmpty()) {
      words.addAll(List.of("--sample_prompts", at(folder, Bundle.PROMPTS)));
    }
    return new PythonLines.Words(recipe.script(), words);
  }

  /** The GUI's, its config file copied into the folder: it has one name for all of a second. */
  static PythonLines.Words theGuis(String script, JsonObject answer, Path folder)
      throws IOException {
    List<String> command = answer.texts("command");
    Path config = Files.writeString(folder.resolve("gui.toml"), answer.text("toml"));
    int behind = command.indexOf("--config_file");
    List<String> words = new ArrayList<>(command.subList(behind, command.size()));
    words.set(1, config.toString());
    return new PythonLines.Words(script, words);
  }

  private static String at(Path folder, String name) {
    return folder.resolve(name).toString();
  }
}
