package dev.lorabake.render;

import dev.lorabake.catalog.Option;
import dev.lorabake.catalog.PathKind;
import dev.lorabake.recipe.Recipe;
import dev.lorabake.recipe.Setting;
import dev.lorabake.recipe.Settings;
import dev.lorabake.recipe.TomlText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Writes the {@code --config_file} of upstream: every set option, grouped, with absolute paths. */
final class ConfigToml {
  private static final String PRESET = "preset=";

  /** The order in which the groups stand in the file; groups not named here follow. */
  private static final List<String> GROUPS =
      List.of(
          "model",
          "network",
          "dataset",
          "captions",
          "steps",
          "learning",
          "memory",
          "noise",
          "flow",
          "samples",
          "saving",
          "logging");

  /** Options that the run script gives, because their files lie beside it. */
  private static final Set<String> BESIDE =
      Set.of("dataset_config", "sample_prompts", "config_file");

  private final Recipe recipe;

  ConfigToml(Recipe recipe) {
    this.recipe = recipe;
  }

  String text() {
    Map<String, List<Setting>> groups = new TreeMap<>(this::compareGroups);
    for (Setting setting : recipe.train().all()) {
      if (belongs(setting)) {
        groups.computeIfAbsent(group(setting), _ -> new ArrayList<>()).add(setting);
      }
    }
    StringBuilder out = new StringBuilder();
    out.append("# sd-scripts config, for ").append(recipe.script()).append('\n');
    out.append("# use: ").append(recipe.script()).append(" --config_file ").append(Bundle.CONFIG);
    if (!recipe.datasets().isEmpty()) {
      out.append(" --dataset_config ").append(Bundle.DATASET);
    }
    out.append('\n');
    groups.forEach((group, settings) -> {
      out.append("\n# ").append(group).append('\n');
      for (Setting setting : settings) {
        out.append(setting.name())
            .append(" = ")
            .append(TomlText.value(rendered(setting)))
            .append('\n');
      }
    });
    return out.toString();
  }

  /**
   * The recipe with its options as the file says them: paths absolute, sizes as upstream splits
   * them.
   */
  Recipe asWritten() {
    List<Setting> settings =
        recipe.train().all().stream().map(setting -> setting.withValue(rendered(setting))).toList();
    return recipe.withTrain(Settings.of(settings));
  }

  private int compareGroups(String a, String b) {
    int first = GROUPS.indexOf(a) < 0 ? GROUPS.size() : GROUPS.indexOf(a);
    int second = GROUPS.indexOf(b) < 0 ? GROUPS.size() : GROUPS.indexOf(b);
    return first != second ? Integer.compare(first, second) : a.compareTo(b);
  }

  /** Secrets travel in the environment alone; a switch that is off need not be said. */
  private boolean belongs(Setting setting) {
    Option option = recipe.catalog().option(setting.name()).orElse(null);
    if (option != null && option.note().secret()) {
      return false;
    }
    if (option != null && option.isSwitch() && Boolean.FALSE.equals(setting.value())) {
      return false;
    }
    boolean datasetBeside = setting.name().equals("dataset_config") && !recipe.datasets().isEmpty();
    boolean promptsBeside = setting.name().equals("sample_prompts") && !recipe.samples().isEmpty();
    return !(BESIDE.contains(setting.name())
        && (datasetBeside || promptsBeside || setting.name().equals("config_file")));
  }

  private String group(Setting setting) {
    return recipe
        .catalog()
        .option(setting.name())
        .map(option -> option.note().group())
        .orElse("other");
  }

  private Object rendered(Setting setting) {
    if (setting.name().equals("resolution")) {
      return resolution(setting.value());
    }
    if (setting.name().equals("network_args") && setting.value() instanceof List<?> items) {
      return items.stream().map(this::networkArg).toList();
    }
    PathKind kind =
        recipe
            .catalog()
            .option(setting.name())
            .map(option -> option.note().path())
            .orElse(PathKind.NONE);
    return setting.value() instanceof String text ? path(kind, text) : setting.value();
  }

  /** LyCORIS looks for a preset's file where the trainer runs, which is not the recipe's folder. */
  private Object networkArg(Object item) {
    if (!(item instanceof String text) || !text.startsWith(PRESET)) {
      return item;
    }
    Path file = recipe.resolve(text.substring(PRESET.length()));
    return Files.isRegularFile(file) ? PRESET + file : text;
  }

  private Object path(PathKind kind, String text) {
    if (kind == PathKind.NONE || text.isEmpty()) {
      return text;
    }
    Path path = recipe.resolve(text);
    return kind == PathKind.MODEL && !Files.exists(path) ? text : path.toString();
  }

  /** Upstream splits the option at its comma, so that a number or a list would fail there. */
  static Object resolution(Object value) {
    return switch (value) {
      case List<?> sides -> String.join(",", sides.stream().map(Object::toString).toList());
      case Long side -> side.toString();
      default -> value;
    };
  }
}
