package dev.lorabake.render;

import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.recipe.SubsetBlock;
import dev.lorabake.recipe.TomlText;
import java.util.Set;

/** Writes upstream's {@code --dataset_config}: the recipe's blocks with absolute paths. */
final class DatasetToml {
  private static final Set<String> PATHS =
      Set.of("image_dir", "metadata_file", "conditioning_data_dir");

  private final Recipe recipe;
  private final StringBuilder out = new StringBuilder();

  DatasetToml(Recipe recipe) {
    this.recipe = recipe;
  }

  String text() {
    out.append("# sd-scripts dataset config\n");
    if (!recipe.datasets().general().all().isEmpty()) {
      out.append("\n[general]\n");
      settings(recipe.datasets().general());
    }
    for (DatasetBlock block : recipe.datasets().datasets()) {
      out.append("\n[[datasets]]\n");
      settings(block.settings());
      for (SubsetBlock subset : block.subsets()) {
        out.append("\n[[datasets.subsets]]\n");
        settings(subset.settings());
      }
    }
    return out.toString();
  }

  private void settings(Settings settings) {
    for (Setting setting : settings.all()) {
      Object value =
          PATHS.contains(setting.name()) && setting.value() instanceof String text
              ? recipe.resolve(text).toString()
              : setting.value();
      out.append(TomlText.key(setting.name()))
          .append(" = ")
          .append(TomlText.value(value))
          .append('\n');
    }
  }
}
