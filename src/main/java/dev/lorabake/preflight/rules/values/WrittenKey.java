package dev.lorabake.preflight.rules.values;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key as it stands in the dataset tables.
 *
 * @param level {@code general}, {@code dataset} or {@code subset}
 * @param name dotted, as in fixes
 * @param dataset the dataset's number from 0, -1 for {@code [general]}
 */
record WrittenKey(String level, String name, Setting setting, int dataset) {

  static List<WrittenKey> all(Recipe recipe) {
    List<WrittenKey> keys = new ArrayList<>();
    recipe
        .datasets()
        .general()
        .all()
        .forEach(setting ->
            keys.add(new WrittenKey("general", "general." + setting.name(), setting, -1)));
    int index = 0;
    for (DatasetBlock block : recipe.datasets().datasets()) {
      String prefix = "datasets[" + index + "].";
      for (Setting setting : block.settings().all()) {
        keys.add(new WrittenKey("dataset", prefix + setting.name(), setting, index));
      }
      for (int i = 0; i < block.subsets().size(); i++) {
        for (Setting setting : block.subsets().get(i).settings().all()) {
          String name = prefix + "subsets[" + i + "]." + setting.name();
          keys.add(new WrittenKey("subset", name, setting, index));
        }
      }
      index++;
    }
    return keys;
  }

  Optional<DatasetKey> known(Catalog catalog) {
    return catalog.datasetKey(setting.name());
  }
}
