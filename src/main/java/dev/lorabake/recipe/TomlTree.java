package dev.lorabake.recipe;

import dev.lorabake.UserError;
import dev.lorabake.json.JsonTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** A TOML text as plain values in the order of the text, with the place of every key. */
public final class TomlTree {
  private static final int DEEPEST = 100;

  /** The parser takes time by the square of the lines that follow a mistake. */
  private static final int MOST_LINES = 20_000;

  private final TomlSource source;
  private final Map<String, Object> root;
  private final Map<String, Place> places = new LinkedHashMap<>();

  private TomlTree(TomlSource source) {
    this.source = source;
    this.root = table(source.root(), "");
  }

  /**
   * Parses it.
   *
   * @throws UserError when it is no TOML, with line and column
   */
  public static TomlTree parse(Path file, String text) {
    if (depth(text) > DEEPEST) {
      throw new UserError(
          file + " nests brackets too deeply for a settings file", "name a config TOML");
    }
    if (text.chars().filter(c -> c == '\n').count() > MOST_LINES) {
      throw new UserError(file + " has more lines than any settings file", "name a config TOML");
    }
    return new TomlTree(TomlSource.parse(file, text));
  }

  /** Texts, numbers (Long, Double), truth values, lists and maps of these. */
  public Map<String, Object> root() {
    return root;
  }

  /** Where a dotted key stands, named as {@link JsonTree#member} does. */
  public @Nullable Place place(String key) {
    return places.get(key);
  }

  /** What is good TOML and stops upstream's own reader all the same. */
  public List<Unread> upstreamStumbles() {
    return UpstreamToml.stumbles(source);
  }

  /** Whether it is a recipe of lorabake's own. */
  public boolean isRecipe() {
    return RecipeTables.looksLikeRecipe(source);
  }

  private static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' && depth < 0) {
        depth = 0;
      }
      depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
      deepest = Math.max(deepest, depth);
    }
    return deepest;
  }

  private Map<String, Object> table(TomlTable table, String above) {
    List<String> names = new ArrayList<>(table.keySet());
    names.sort(
        Comparator.comparing(
            name -> source.place(table, name),
            Comparator.comparingInt(Place::line).thenComparingInt(Place::column)));
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : names) {
      Object value = table.get(List.of(name));
      String key = JsonTree.member(above, name);
      places.put(key, source.place(table, name));
      if (value != null) {
        values.put(name, value(value, key));
      }
    }
    return values;
  }

  private Object value(Object value, String key) {
    if (value instanceof TomlTable inner) {
      return table(inner, key);
    }
    if (value instanceof TomlArray array) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        items.add(value(array.get(i), JsonTree.item(key, i)));
      }
      return List.copyOf(items);
    }
    return TomlSource.plain(value);
  }
}
