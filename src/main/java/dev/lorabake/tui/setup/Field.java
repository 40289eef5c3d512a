package dev.lorabake.tui.setup;

import dev.lorabake.catalog.Catalog;
import dev.lorabake.catalog.DatasetKey;
import dev.lorabake.catalog.Family;
import dev.lorabake.catalog.NetworkType;
import dev.lorabake.catalog.OptimizerType;
import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.OptionType;
import dev.lorabake.catalog.SchedulerType;
import dev.lorabake.machine.Gpu;
import dev.lorabake.machine.GpuTable;
import dev.lorabake.recipe.DatasetBlock;
import dev.lorabake.recipe.LaunchKeys;
import dev.lorabake.recipe.MachineKeys;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.tui.picker.Sought;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

  private static final String EXTRA_ARGS = "launch." + LaunchKeys.EXTRA_ARGS;

  private static final Set<String> MACHINE_NUMBERS =
      Set.of(
          "launch.num_processes",
          "launch.num_machines",
          "launch.machine_rank",
          "launch.num_cpu_threads_per_process",
          "machine.gpu_count",
          "machine.cpu_cores",
          "machine.memory_gib",
          "machine.price_per_hour");

  static Field train(String option) {
    return new Field(TRAIN, option);
  }

  boolean isTop() {
    return table.isEmpty();
  }

  boolean isSample() {
    return SAMPLE.matcher(table).matches();
  }

  /** What its value names on the disk; empty where it names nothing there. */
  Optional<Sought> sought(Catalog catalog) {
    return isSample() && key.equals("controlnet_image")
        ? Optional.of(Sought.IMAGE)
        : option(catalog).flatMap(Sought::of).or(() -> datasetKey(catalog).flatMap(Sought::of));
  }

  /** Whether it takes several values. */
  boolean isList(Catalog catalog) {
    return option(catalog).map(Option::list).orElse(name().equals(EXTRA_ARGS));
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

  /** What holds where nobody decided; of a dataset what the option in its stead says. */
  Optional<Object> otherwise(Recipe recipe) {
    Catalog catalog = recipe.catalog();
    String name =
        datasetKey(catalog).map(key -> Objects.requireNonNullElse(key.option(), "")).orElse(key);
    Optional<Object> said =
        name.equals(key) && table.equals(TRAIN)
            ? Optional.empty()
            : recipe.find(name).map(Setting::value);
    boolean known = table.equals(TRAIN) || datasetKey(catalog).isPresent();
    return !known
        ? Optional.empty()
        : said.or(() ->
            catalog
                .option(name)
                .flatMap(option -> Optional.ofNullable(option.defaultIn(recipe.script()))));
  }

  /** Whether it is upstream's, in its command line or its dataset file. */
  boolean isOfUpstream() {
    return !isTop() && !table.equals("launch") && !table.equals("machine");
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
    if (table.equals("launch") && key.equals(LaunchKeys.LAUNCHER)) {
      return List.of("accelerate", "python");
    }
    if (table.equals("machine") && key.equals(MachineKeys.GPU)) {
      return GpuTable.cards().stream().map(Gpu::name).toList();
    }
    return option(catalog)
        .or(() -> datasetKey(catalog).map(DatasetKey::option).flatMap(catalog::option))
        .map(option -> option.in(recipe.script()).choices())
        .orElse(List.of());
  }

  /** Whether it is one number, to be counted up and down. */
  boolean isNumber(Catalog catalog) {
    if (isSample()) {
      return !TypedValue.SAMPLE_TEXTS.contains(key);
    }
    boolean number =
        option(catalog)
            .map(option -> !option.list() && option.type().isNumber())
            .or(() -> datasetKey(catalog).map(known -> known.type().isNumber()))
            .orElse(false);
    return number || MACHINE_NUMBERS.contains(name());
  }

  /** Whether a number of it is counted, so that it has no fraction. */
  boolean isWhole(Catalog catalog, Number now) {
    return option(catalog)
        .map(option ->
            option.type() == OptionType.INT
                || (option.type() == OptionType.INT_OR_FLOAT && now instanceof Long))
        .or(() -> datasetKey(catalog).map(known -> known.type() == DatasetKey.Type.INT))
        .orElse(!(now instanceof Double));
  }

  /** Whether it is on or off. */
  boolean isSwitch(Catalog catalog) {
    return option(catalog).map(Option::isSwitch).orElse(false)
        || datasetKey(catalog).map(known -> known.type() == DatasetKey.Type.BOOL).orElse(false);
  }
}
