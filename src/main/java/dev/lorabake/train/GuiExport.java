package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.foreign.Exported;
import dev.lorabake.foreign.kohya.KohyaWriter;
import dev.lorabake.json.Json;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SettingsText;
import dev.lorabake.render.Renderer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A recipe as the kohya_ss GUI loads it.
 *
 * @param files every file to its text, the JSON first; absolute
 */
public record GuiExport(Map<Path, String> files, ExportReport report) {

  /**
   * Makes it, and writes nothing.
   *
   * @param target the JSON's file, absolute; a dataset config comes to lie beside it, because the
   *     GUI takes data sets of its own from one folder only
   */
  public static GuiExport of(Recipe recipe, Path target) {
    boolean own = !recipe.datasets().isEmpty() && recipe.datasets().file() == null;
    Path dataset = own ? target.resolveSibling(stem(target) + "-dataset.toml") : null;
    Exported exported =
        KohyaWriter.write(
            Renderer.asWritten(recipe), new KohyaWriter.Beside(dataset, prompts(recipe)));
    Map<Path, String> files = new LinkedHashMap<>();
    files.put(target, Json.pretty(new TreeMap<>(exported.values())) + "\n");
    if (dataset != null) {
      files.put(dataset, Renderer.datasetConfig(recipe));
    }
    return new GuiExport(files, ExportReport.of(exported));
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** The GUI keeps the prompts themselves; a file of another kind than plain lines stays a file. */
  private static @Nullable String prompts(Recipe recipe) {
    if (!recipe.samples().isEmpty()) {
      return Renderer.promptLines(recipe);
    }
    Path file = recipe.path("sample_prompts").orElse(null);
    if (file == null || !file.toString().endsWith(".txt") || !Files.isRegularFile(file)) {
      return null;
    }
    try {
      return SettingsText.ON_DISK.of(file);
    } catch (UserError e) {
      return null; // unreadable: it is passed by its name, as the recipe has it
    }
  }
}
