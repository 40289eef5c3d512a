package dev.lorabake.tui.setup;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.NetworkType;
import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import dev.lorabake.catalog.SchedulerType;
import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One setting of a recipe.
 *
 * @param table where it stands: empty for the top, {@code train}, {@code general}, {@code
 *     datasets[0]}, {@code datasets[0].subsets[1]}, {@code sample[0]}, {@code launch}, {@code
 *     machine}
 */
record Field(String table, String key) {
  static final String TRAIN = "train";
  private static final Pattern DATASET =
      Pattern.compile("datasets\\[(\\d+)](?:\\.subsets\\[(\\d+)])?");

  private static final Pattern SAMPLE = Pattern.compile("sample\\[(\\d+)]");

  static Field train(String option) {
    return new Field(TRAIN, option);
  }

  boolean isTop() {
    return table.isEmpty();
  }

  boolean isSample() {
    return SAMPLE.matcher(table).matches();
  }

  /** Whether its value names a file or a folder. */
  boolean isPath(Catalog catalog) {
    return option(catalog).map(option -> option.note().path() != PathKind.NONE).orElse(false)
        || (datasetKey(catalog).isPresent() && (key.endsWith("_dir") || key.endsWith("_file")))
        || (isSample() && key.equals("controlnet_image"));
  }

  /** The name by which findings and fixes call it. */
  String name() {
    return isTop() || table.equals(TRAIN) ? key : table + "." + key;
  }

  /** The name beside its value; a control image's with its number. */
  String label() {
    Matcher sample = SAMPLE.matcher(table);
    if (sample.matches()) {
      return (Integer.parseInt(sample.group(1)) + 1) + " " + key;
    }
    Matcher dataset = DATASET.matcher(table);
    if (!dataset.matches()) {
      return key;
    }
    return dataset.group(2) == null ? key : "  " + key;
  }

  Optional<Option> option(Catalog catalog) {
    return table.equals(TRAIN) ? catalog.option(key) : Optional.empty();
  }

  Optional<DatasetKey> datasetKey(Catalog catalog) {
    return DATASET.matcher(table).matches() || table.equals("general")
        ? catalog.datasetKey(key)
        : Optional.empty();
  }

  /** Whether it stands in a dataset or a subset. */
  boolean isOfDataset() {
    return DATASET.matcher(table).matches();
  }

  /** What somebody decided, with its place; empty for what stands at the top. */
  Optional<Setting> setting(Recipe recipe) {
    return table.equals(TRAIN)
        ? recipe.find(key)
        : settings(recipe).flatMap(found -> found.find(key));
  }

  /** The value that somebody decided; empty where upstream's default holds. */
  Optional<Object> value(Recipe recipe) {
    return switch (table) {
      case "" ->
          switch (key) {
            case "name" -> Optional.of(recipe.name());
            case "family" -> Optional.of(recipe.family().id());
            case "network" -> Optional.ofNullable(recipe.network()).map(NetworkType::id);
            default -> Optional.empty();
          };
      default -> setting(recipe).map(Setting::value);
    };
  }

  /** What holds where nobody decided. */
  Optional<Object> otherwise(Recipe recipe) {
    return option(recipe.catalog())
        .flatMap(option -> Optional.ofNullable(option.defaultIn(recipe.script())));
  }

  private Optional<Settings> settings(Recipe recipe) {
    Matcher dataset = DATASET.matcher(table);
    if (dataset.matches()) {
      List<DatasetBlock> blocks = recipe.datasets().datasets();
      int block = Integer.parseInt(dataset.group(1));
      if (block >= blocks.size()) {
        return Optional.empty();
      }
      if (dataset.group(2) == null) {
        return Optional.of(blocks.get(block).settings());
      }
      int subset = Integer.parseInt(dataset.group(2));
      return subset < blocks.get(block).subsets().size()
          ? Optional.of(blocks.get(block).subsets().get(subset).settings())
          : Optional.empty();
    }
    Matcher sample = SAMPLE.matcher(table);
    if (sample.matches()) {
      int index = Integer.parseInt(sample.group(1));
      return index < recipe.samples().size()
          ? Optional.of(recipe.samples().get(index).settings())
          : Optional.empty();
    }
    return switch (table) {
      case "general" -> Optional.of(recipe.datasets().general());
      case "launch" -> Optional.of(recipe.launch());
      case "machine" -> Optional.of(recipe.machine());
      default -> Optional.empty();
    };
  }

  /** The values to choose from; empty where any may be typed. */
  List<String> choices(Recipe recipe) {
    Catalog catalog = recipe.catalog();
    if (isTop()) {
      return switch (key) {
        case "family" -> catalog.families().stream().map(Family::id).toList();
        case "network" ->
            catalog.networks().stream()
                .filter(type -> type.modules().containsKey(recipe.family().id()))
                .map(NetworkType::id)
                .toList();
        default -> List.of();
      };
    }
    if (table.equals(TRAIN) && key.equals("optimizer_type")) {
      return catalog.optimizers().stream().map(OptimizerType::name).toList();
    }
    if (table.equals(TRAIN) && key.equals("lr_scheduler")) {
      return catalog.schedulers().stream().map(SchedulerType::name).toList();
    }
    return option(catalog).map(option -> option.in(recipe.script()).choices()).orElse(List.of());
  }

  /** Whether it is on or off. */
  boolean isSwitch(Catalog catalog) {
    return option(catalog).map(Option::isSwitch).orElse(false)
        || datasetKey(catalog).map(known -> known.type() == DatasetKey.Type.BOOL).orElse(false);
  }
}
