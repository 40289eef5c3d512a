package dev.lorabake.foreign.kohya;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lorabake.catalog.Option;
import dev.lorabake.foreign.Fate;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonObject;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeReader;
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
      for (String difference : differences(recipe, again, lost(export))) {
        complaints.add(seed + " " + recipe.family().id() + " " + difference);
      }
    }
    assertEquals(List.of(), complaints, () -> complaints.size() + ", each with its seed first");
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
      boolean compared = option.isIn(before.script()) && !lost.contains(name);
      if (compared && !comparison.isEqual(name) && comparison.explanation(name) == null) {
        found.add(comparison.difference(name));
      }
    }
    if (before.samples().size() != after.samples().size()) {
      found.add("samples are " + after.samples());
    }
    if (!before.datasets().datasets().toString().equals(after.datasets().datasets().toString())
        && before.datasets().datasets().size() != after.datasets().datasets().size()) {
      found.add("datasets are " + after.datasets());
    }
    for (String key : LaunchKeys.NAMES) {
      if (!launch(before.launch(), key).equals(launch(after.launch(), key))
          && !lost.contains(key)) {
        found.add("launch is " + after.launch());
      }
    }
    return found;
  }

  /** What a key says, or what it is without. */
  private static String launch(Settings launch, String key) {
    return launch
        .find(key)
        .map(setting -> setting.value().toString())
        .orElse(
            switch (key) {
              case LaunchKeys.NUM_PROCESSES, LaunchKeys.NUM_MACHINES -> "1";
              case LaunchKeys.NUM_CPU_THREADS_PER_PROCESS -> "2";
              case LaunchKeys.DYNAMO_BACKEND -> "no";
              case LaunchKeys.LAUNCHER -> "accelerate";
              default -> "";
            });
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
