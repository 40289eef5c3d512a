package dev.lorabake.train;

import dev.lorabake.UserError;
import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.RecipeWriter;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.run.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The settings of runs: to be compared, or taken for another training. */
public final class RunSettings {
  private RunSettings() {}

  /**
   * In what two runs differ: options, launch settings, and those of datasets by their place, such
   * as {@code datasets 1, subset 2: num_repeats}.
   *
   * @throws UserError when the recipe of one cannot be read
   */
  public static List<ChangedSetting> between(
      RunDirectory first, RunDirectory second, Preparing preparing) {
    Recipe before = preparing.read(ResumedRecipe.requestOf(first)).recipe();
    Recipe after = preparing.read(ResumedRecipe.requestOf(second)).recipe();
    List<ChangedSetting> changes = new ArrayList<>();
    if (!before.family().equals(after.family())) {
      changes.add(new ChangedSetting("family", before.family().id(), after.family().id()));
    }
    changes.addAll(ResumedRecipe.changes(before, after));
    changes.addAll(ResumedRecipe.launchChanges(before, after));
    Map<String, Object> was = datasets(before);
    Map<String, Object> now = datasets(after);
    Set<String> names = new TreeSet<>(was.keySet());
    names.addAll(now.keySet());
    for (String name : names) {
      if (!Objects.equals(was.get(name), now.get(name))) {
        changes.add(new ChangedSetting(name, was.get(name), now.get(name)));
      }
    }
    return List.copyOf(changes);
  }

  private static Map<String, Object> datasets(Recipe recipe) {
    Map<String, Object> all = new LinkedHashMap<>();
    put(all, "datasets: ", recipe.datasets().general());
    int number = 0;
    for (DatasetBlock dataset : recipe.datasets().datasets()) {
      String place = "datasets " + ++number;
      put(all, place + ": ", dataset.settings());
      for (int subset = 0; subset < dataset.subsets().size(); subset++) {
        put(
            all,
            place + ", subset " + (subset + 1) + ": ",
            dataset.subsets().get(subset).settings());
      }
    }
    return all;
  }

  private static void put(Map<String, Object> all, String place, Settings settings) {
    for (Setting setting : settings.all()) {
      all.put(place + setting.name(), setting.value());
    }
  }

  /**
   * Writes the recipe of a run anew, for another training. Where a resumed run began is left out:
   * the copy begins at the beginning, and saves under its own name.
   *
   * @param target where no file is yet
   * @throws UserError when there is one, or the run's recipe cannot be read
   */
  public static void copy(RunDirectory run, Path target, Preparing preparing) {
    NewFile.refuseExisting(target);
    Recipe recipe = preparing.read(ResumedRecipe.requestOf(run)).recipe();
    String name = String.valueOf(target.getFileName()).replaceFirst("\\.toml$", "");
    Recipe fresh = recipe.withTrain(recipe.train().without(ResumedRecipe.START)).named(name);
    NewFile.write(target, RecipeWriter.write(ResumedRecipe.named(fresh, name)));
  }
}
