package dev.lorabake.render;

import dev.lorabake.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns a recipe into files that plain sd-scripts trains from, with no lorabake present. */
public final class Renderer {
  private Renderer() {}

  /** The recipe with its options as the rendered config says them, paths absolute. */
  public static Recipe asWritten(Recipe recipe) {
    return new ConfigToml(recipe).asWritten();
  }

  /** The dataset config that says the recipe's data sets. */
  public static String datasetConfig(Recipe recipe) {
    return new DatasetToml(recipe).text();
  }

  /** The recipe's control images, a line each. */
  public static String promptLines(Recipe recipe) {
    return PromptLines.text(recipe.samples());
  }

  public static Bundle render(Recipe recipe, LaunchPlace place) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(Bundle.CONFIG, new ConfigToml(recipe).text());
    if (!recipe.datasets().isEmpty()) {
      files.put(Bundle.DATASET, datasetConfig(recipe));
    }
    if (!recipe.samples().isEmpty()) {
      files.put(Bundle.PROMPTS, promptLines(recipe));
    }
    files.put(Bundle.SHELL_SCRIPT, ShellScript.text(recipe, place));
    files.put(Bundle.POWERSHELL_SCRIPT, PowershellScript.text(recipe, place));
    return new Bundle(files);
  }
}
