package dev.lorabake.recipe;

import dev.lorabake.UserError;
import dev.lorabake.json.Json;
import dev.lorabake.json.JsonError;
import dev.lorabake.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A dataset configuration in a file of its own, TOML or JSON ({@code load_user_config} of
 * library/config_util.py).
 *
 * @param unread what stands at its top beside the two tables; upstream's schema refuses it
 * @param toml whether it is TOML, else JSON
 */
record DatasetFile(DatasetConfig datasets, List<Unread> unread, boolean toml) {
  private static final Set<String> TABLES = Set.of("general", "datasets");

  /**
   * Reads it by its extension, as upstream does.
   *
   * @throws UserError when it is missing, neither TOML nor JSON, or describes no dataset
   */
  static DatasetFile read(Path file, SettingsText texts) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    DatasetFile read =
        switch (name.substring(name.lastIndexOf('.') + 1)) {
          case "toml" -> ofToml(file, texts.of(file));
          case "json" -> ofJson(file, texts.of(file));
          default ->
              throw new UserError(
                  file + " is named neither .toml nor .json, and sd-scripts takes nothing else",
                  "rename it, or name the dataset configuration that you meant");
        };
    if (read.datasets.isEmpty()) {
      throw new UserError(
          file + " has no [[datasets]], and sd-scripts stops without any",
          "add [[datasets]] with a [[datasets.subsets]] whose image_dir is your folder");
    }
    return read;
  }

  private static DatasetFile ofToml(Path file, String text) {
    TomlSource source = TomlSource.parse(file, text);
    List<Unread> unread = new ArrayList<>();
    for (String key : source.keys()) {
      if (!TABLES.contains(key)) {
        unread.add(unread(key, source.place(key)));
      }
    }
    return new DatasetFile(RecipeTables.datasets(source, file), List.copyOf(unread), true);
  }

  private static DatasetFile ofJson(Path file, String text) {
    try {
      JsonObject root = Json.object(text, file.toString());
      Place top = new Place(file, 1, 1);
      List<Unread> unread = new ArrayList<>();
      for (String key : root.names()) {
        if (!TABLES.contains(key)) {
          unread.add(unread(key, top));
        }
      }
      List<DatasetBlock> blocks = new ArrayList<>();
      for (Object item : items(root.value("datasets"), "datasets", file)) {
        Map<?, ?> dataset = table(item, "datasets[" + blocks.size() + "]", file);
        List<SubsetBlock> subsets = new ArrayList<>();
        for (Object subset : items(dataset.get("subsets"), "subsets", file)) {
          Map<?, ?> keys = table(subset, "subsets[" + subsets.size() + "]", file);
          subsets.add(new SubsetBlock(settings(keys, Set.of(), top), top));
        }
        blocks.add(
            new DatasetBlock(settings(dataset, Set.of("subsets"), top), List.copyOf(subsets), top));
      }
      Object general = root.value("general");
      Settings shared =
          general == null
              ? Settings.none()
              : settings(table(general, "general", file), Set.of(), top);
      return new DatasetFile(
          new DatasetConfig(shared, List.copyOf(blocks), file), List.copyOf(unread), false);
    } catch (JsonError e) {
      throw new UserError(
          "not valid JSON: " + e.getMessage(), "mend that line, or write it as TOML", e);
    }
  }

  private static Unread unread(String key, Place place) {
    return new Unread(key, Spelling.nearest(key, TABLES).orElse(null), place);
  }

  private static List<?> items(@Nullable Object value, String name, Path file) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> items) {
      return items;
    }
    throw new UserError(file + ": " + name + " is no list", "write it as a list of objects");
  }

  private static Map<?, ?> table(@Nullable Object value, String name, Path file) {
    if (value instanceof Map<?, ?> members) {
      return members;
    }
    throw new UserError(file + ": " + name + " is no object", "write its keys between braces");
  }

  private static Settings settings(Map<?, ?> members, Set<String> butNot, Place place) {
    List<Setting> settings = new ArrayList<>();
    members.forEach((key, value) -> {
      String name = key.toString();
      if (value == null) {
        throw new UserError(
            place.file() + ": " + name + " is null, which sd-scripts refuses",
            "leave " + name + " out");
      }
      if (!butNot.contains(name)) {
        settings.add(new Setting(name, value, Origin.FILE, place));
      }
    });
    return Settings.of(settings);
  }
}
