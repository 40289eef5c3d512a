package dev.lorabake.foreign;

import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.Origin;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SamplePrompt;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.recipe.SubsetBlock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists everything that a recipe says, for the account of writing it for another tool. */
public final class RecipeKeys {
  private final List<SourceKey> keys = new ArrayList<>();

  private RecipeKeys() {}

  /** What follows from family, network and name is not listed: nobody wrote it. */
  public static List<SourceKey> of(Recipe recipe) {
    RecipeKeys all = new RecipeKeys();
    all.one("name", recipe.name());
    all.one("family", recipe.family().id());
    if (recipe.network() != null) {
      all.one("network", recipe.network().id());
    }
    all.table("train", recipe.train());
    all.table("general", recipe.datasets().general());
    List<DatasetBlock> blocks = recipe.datasets().datasets();
    for (int i = 0; i < blocks.size(); i++) {
      String at = "datasets[" + i + "]";
      all.table(at, blocks.get(i).settings());
      List<SubsetBlock> subsets = blocks.get(i).subsets();
      for (int j = 0; j < subsets.size(); j++) {
        all.table(at + ".subsets[" + j + "]", subsets.get(j).settings());
      }
    }
    List<SamplePrompt> samples = recipe.samples();
    for (int i = 0; i < samples.size(); i++) {
      all.table("sample[" + i + "]", samples.get(i).settings());
    }
    all.table("launch", recipe.launch());
    all.table("machine", recipe.machine());
    if (!recipe.allow().isEmpty()) {
      all.one("check.allow", List.copyOf(recipe.allow()));
    }
    return List.copyOf(all.keys);
  }

  private void table(String name, Settings settings) {
    for (Setting setting : settings.all()) {
      if (setting.origin() != Origin.IMPLIED) {
        keys.add(new SourceKey(name + "." + setting.name(), setting.value(), setting.place()));
      }
    }
  }

  private void one(String key, @Nullable Object value) {
    keys.add(new SourceKey(key, value, null));
  }
}
