package dev.lorabake.render;

import dev.lorabake.recipe.Recipe;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns a recipe into files that plain sd-scripts trains from, with no lorabake present. */
public final class Renderer {
  private Renderer() {}

  public static Bundle render(Recipe recipe, LaunchPlace place) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(Bundle.CONFIG, new ConfigToml(recipe).text());
    if (!recipe.datasets().isEmpty()) {
      files.put(Bundle.DATASET, new DatasetToml(recipe).text());
    }
    if (!recipe.samples().isEmpty()) {
      files.put(Bundle.PROMPTS, PromptLines.text(recipe.samples()));
    }
    files.put(Bundle.SHELL_SCRIPT, ShellScript.text(recipe, place));
    files.put(Bundle.POWERSHELL_SCRIPT, PowershellScript.text(recipe, place));
    return new Bundle(files);
  }
}
