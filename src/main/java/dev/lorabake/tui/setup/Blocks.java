package dev.lorabake.tui.setup;

import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.SamplePrompt;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of a recipe that there may be several of: datasets, their subsets, control images. */
final class Blocks {
  private static final Pattern DATASET = Pattern.compile("(datasets\\[(\\d{1,9})]).*");
  private static final Pattern BLOCK =
      Pattern.compile("datasets\\[\\d+](\\.subsets\\[\\d+])?|sample\\[\\d+]");

  private Blocks() {}

  /**
   * What {@code a} adds: a subset to the dataset of a field, or a control image; nothing in a
   * section that has no such tables.
   *
   * @return tables by their names, with their first values
   */
  static Map<String, Map<String, Object>> toAdd(
      Section section, Optional<Field> field, Recipe recipe) {
    if (section.equals(Section.SAMPLES)) {
      return sample(recipe);
    }
    List<DatasetBlock> datasets = recipe.datasets().datasets();
    if (!section.equals(Section.DATASET) || datasets.isEmpty()) {
      return section.equals(Section.DATASET) ? dataset(recipe) : Map.of();
    }
    int dataset = field.flatMap(Blocks::datasetOf).orElse(datasets.size() - 1);
    return Map.of(
        "datasets[%d].subsets[%d]".formatted(dataset, datasets.get(dataset).subsets().size()),
        subset());
  }

  /** A dataset with one subset, sized as the one before it. */
  static Map<String, Map<String, Object>> dataset(Recipe recipe) {
    List<DatasetBlock> datasets = recipe.datasets().datasets();
    Settings like = datasets.isEmpty() ? Settings.none() : datasets.getLast().settings();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("resolution", value(like, "resolution", (long) recipe.family().resolution()));
    values.put("batch_size", value(like, "batch_size", 1L));
    Map<String, Map<String, Object>> tables = new LinkedHashMap<>();
    String name = "datasets[" + datasets.size() + "]";
    tables.put(name, values);
    tables.put(name + ".subsets[0]", subset());
    return tables;
  }

  private static Map<String, Object> subset() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("image_dir", "<dataset folder>");
    values.put("num_repeats", 1L);
    return values;
  }

  /** Like the last one, so that only what differs is typed. */
  private static Map<String, Map<String, Object>> sample(Recipe recipe) {
    List<SamplePrompt> samples = recipe.samples();
    Map<String, Object> values = new LinkedHashMap<>();
    if (samples.isEmpty()) {
      values.put("prompt", recipe.name());
      values.put("width", (long) recipe.family().resolution());
      values.put("height", (long) recipe.family().resolution());
    } else {
      samples.getLast().settings().all().forEach(one -> values.put(one.name(), one.value()));
    }
    return Map.of("sample[" + samples.size() + "]", values);
  }

  private static Object value(Settings settings, String key, Object otherwise) {
    return settings.find(key).map(Setting::value).orElse(otherwise);
  }

  private static Optional<Integer> datasetOf(Field field) {
    Matcher dataset = DATASET.matcher(field.table());
    return dataset.matches() ? Optional.of(Integer.parseInt(dataset.group(2))) : Optional.empty();
  }

  /** The table that {@code X} takes out: the one that the field stands in. */
  static Optional<String> toRemove(Optional<Field> field) {
    return field.map(Field::table).filter(table -> BLOCK.matcher(table).matches());
  }
}
