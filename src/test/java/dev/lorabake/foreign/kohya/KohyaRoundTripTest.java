package dev.lorabake.foreign.kohya;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.catalog.Option;
import dev.lorabake.foreign.Fate;
import dev.lorabake.foreign.OptionValue;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.render.Renderer;
import dev.lorabake.train.GuiExport;
import dev.lorabake.train.SettingsReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recipe written for the GUI and read again says the same. */
class KohyaRoundTripTest {
  @TempDir Path folder = Path.of("");

  @Test
  void readsWhatItWroteAsTheSameTraining() throws IOException {
    RandomGuiRecipes.makePaths(folder);
    int first = Integer.getInteger("lorabake.upstream.first", 1);
    int count = Integer.getInteger("lorabake.upstream.cases", 200);
    List<String> complaints = new ArrayList<>();
    for (int seed = first; seed < first + count; seed++) {
      Path work = Files.createDirectories(folder.resolve("case-" + seed));
      Path file = Files.writeString(work.resolve("r.toml"), RandomGuiRecipes.make(seed, folder));
      Recipe recipe =
          new RecipeReader(RandomGuiRecipes.CATALOG, work).read(file, List.of(), null).recipe();
      GuiExport export = GuiExport.of(recipe, work.resolve("gui.json"));
      for (Map.Entry<Path, String> one : export.files().entrySet()) {
        Files.writeString(one.getKey(), one.getValue());
      }
      Recipe again =
          new SettingsReading(RandomGuiRecipes.CATALOG, work)
              .read(work.resolve("gui.json"), List.of(), null)
              .recipe();
      for (String key : changedByWritingAgain(again, work)) {
        complaints.add(seed + " " + recipe.family().id() + " written again " + key);
      }
      for (String difference : differences(recipe, again, lost(export))) {
        complaints.add(seed + " " + recipe.family().id() + " " + difference);
      }
    }
    Path report = Path.of("target/kohya-round-trip.txt").toAbsolutePath();
    Files.createDirectories(report.getParent());
    Files.write(report, complaints);
    assertEquals(List.of(), complaints, () -> complaints.size() + " in " + report);
  }

  /** From the second time on, a file that is read and written again is the same file. */
  private static List<String> changedByWritingAgain(Recipe recipe, Path work) throws IOException {
    Path file = work.resolve("again.json");
    GuiExport second = GuiExport.of(recipe, file);
    for (Map.Entry<Path, String> one : second.files().entrySet()) {
      Files.writeString(one.getKey(), one.getValue());
    }
    Recipe read =
        new SettingsReading(RandomGuiRecipes.CATALOG, work).read(file, List.of(), null).recipe();
    return changed(json(second), json(GuiExport.of(read, file)));
  }

  private static Map<String, @Nullable Object> json(GuiExport export) {
    return Json.object(export.files().values().iterator().next(), "export").toMap();
  }

  private static List<String> changed(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    List<String> changed = new ArrayList<>();
    before.forEach((key, value) -> {
      if (!OptionValue.same(value, after.get(key))) {
        changed.add(key + ": was " + Json.write(value) + ", is " + Json.write(after.get(key)));
      }
    });
    return changed;
  }

  private static Set<String> lost(GuiExport export) {
    return export.report().with(Fate.DROPPED).stream()
        .map(key -> key.key().substring(key.key().indexOf('.') + 1))
        .collect(Collectors.toSet());
  }

  private static List<String> differences(Recipe before, Recipe after, Set<String> lost) {
    List<String> found = new ArrayList<>();
    if (!before.family().equals(after.family())) {
      found.add("family is " + after.family().id());
      return found;
    }
    GuiComparison comparison = new GuiComparison(before, options(before), options(after));
    for (Option option : before.catalog().options()) {
      String name = option.name();
      boolean compared =
          option.isIn(before.script())
              && !lost.contains(name)
              && !name.equals("dataset_config"); // compared as data sets
      if (compared && !comparison.isEqual(name) && comparison.explanation(name) == null) {
        found.add(comparison.difference(name));
      }
    }
    if (before.samples().size() != after.samples().size()) {
      found.add("samples are " + after.samples());
    }
    if (!datasets(before).equals(datasets(after))) {
      found.add("datasets are " + datasets(after) + ", were " + datasets(before));
    }
    if (!launch(before.launch()).equals(launch(after.launch()))) {
      found.add("launch is " + launch(after.launch()) + ", was " + launch(before.launch()));
    }
    return found;
  }

  /** The data sets as upstream's file says them, whichever file that is. */
  private static String datasets(Recipe recipe) {
    return recipe.datasets().isEmpty() ? "" : Renderer.datasetConfig(recipe);
  }

  /** Key or flag to its value, whichever way it is said; what it is without is not said. */
  private static Map<String, String> launch(Settings launch) {
    Map<String, String> all = new TreeMap<>();
    for (Setting setting : launch.all()) {
      if (setting.name().equals(LaunchKeys.EXTRA_ARGS)) {
        flags(launch.list(setting.name()), all);
      } else {
        all.put(setting.name(), setting.value().toString());
      }
    }
    all.remove("multi_gpu");
    all.values().removeIf("1"::equals);
    return all;
  }

  private static void flags(List<Object> words, Map<String, String> into) {
    String flag = "";
    for (Object word : words) {
      if (word.toString().startsWith("--")) {
        flag = word.toString().substring(2);
        into.put(flag, "");
      } else {
        into.put(flag, word.toString());
      }
    }
  }

  private static JsonObject options(Recipe recipe) {
    Recipe written = Renderer.asWritten(recipe);
    Map<String, @Nullable Object> values = new TreeMap<>();
    for (Option option : recipe.catalog().options()) {
      values.put(option.name(), written.value(option.name()).orElse(null));
    }
    return Json.object(Json.write(values), "options");
  }
}
