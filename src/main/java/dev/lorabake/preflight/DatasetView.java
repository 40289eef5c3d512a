package dev.lorabake.preflight;

import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.recipe.SubsetBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One dataset as upstream will build it: a key is looked up in the subset, the dataset, {@code
 * [general]} and at last among the options (library/config_util.py, {@code
 * generate_params_by_fallback}). Without dataset blocks the options alone make one dataset.
 */
public final class DatasetView {
  private final Recipe recipe;
  private final int index;
  private final Settings own;
  private final List<SubsetBlock> blocks;

  private DatasetView(Recipe recipe, int index, Settings own, List<SubsetBlock> blocks) {
    this.recipe = recipe;
    this.index = index;
    this.own = own;
    this.blocks = blocks;
  }

  /** Every dataset of the recipe. */
  static List<DatasetView> of(Recipe recipe) {
    if (recipe.datasets().isEmpty()) {
      return List.of(new DatasetView(recipe, 0, Settings.none(), List.of()));
    }
    List<DatasetView> views = new ArrayList<>();
    for (DatasetBlock block : recipe.datasets().datasets()) {
      views.add(new DatasetView(recipe, views.size(), block.settings(), block.subsets()));
    }
    return views;
  }

  /** Its name in fixes. */
  public String name() {
    return "datasets[" + index + "]";
  }

  public int index() {
    return index;
  }

  /** The settings of the dataset's own table. */
  public Settings own() {
    return own;
  }

  /** The subsets' own tables; empty where {@code train_data_dir} or {@code in_json} makes them. */
  public List<SubsetBlock> subsets() {
    return blocks;
  }

  /** Whether every subset has masks; upstream calls it so for a dataset without subsets too. */
  public boolean isMasked() {
    return !blocks.isEmpty() && all("conditioning_data_dir");
  }

  /** Whether a metadata file names the images of every subset. */
  public boolean isMetadata() {
    return recipe.datasets().isEmpty()
        ? recipe.isSet("in_json")
        : !blocks.isEmpty() && all("metadata_file");
  }

  private boolean all(String key) {
    return blocks.stream().allMatch(block -> block.settings().has(key));
  }

  /** A subset's name in fixes. */
  public String subsetName(int subset) {
    return name() + ".subsets[" + subset + "]";
  }

  /** The value that holds for the dataset. */
  public Optional<KeyValue> find(String key) {
    Optional<KeyValue> here = in(own, name() + ".", key);
    return here.isPresent() ? here : fallback(key);
  }

  /**
   * The values that hold for its subsets, each place once: the dataset's own where none differs.
   */
  public List<KeyValue> findInSubsets(String key) {
    List<KeyValue> values = new ArrayList<>();
    boolean inherits = blocks.isEmpty();
    for (int i = 0; i < blocks.size(); i++) {
      Optional<KeyValue> set = in(blocks.get(i).settings(), subsetName(i) + ".", key);
      set.ifPresent(values::add);
      inherits |= set.isEmpty();
    }
    if (inherits) {
      find(key).ifPresent(values::add);
    }
    return values;
  }

  /** The value that holds for one subset. */
  public Optional<KeyValue> find(int subset, String key) {
    Optional<KeyValue> set = in(blocks.get(subset).settings(), subsetName(subset) + ".", key);
    return set.isPresent() ? set : find(key);
  }

  private Optional<KeyValue> fallback(String key) {
    Optional<KeyValue> general = in(recipe.datasets().general(), "general.", key);
    if (general.isPresent()) {
      return general;
    }
    String option = recipe.catalog().datasetKey(key).map(DatasetKey::option).orElse(null);
    if (option == null) {
      return Optional.empty();
    }
    return recipe
        .value(option)
        .map(value ->
            new KeyValue(option, value, recipe.find(option).map(Setting::place).orElse(null)));
  }

  private static Optional<KeyValue> in(Settings settings, String prefix, String key) {
    return settings
        .find(key)
        .map(setting -> new KeyValue(prefix + key, setting.value(), setting.place()));
  }
}
