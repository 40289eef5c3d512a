package dev.lorabake.recipe;

import dev.lorabake.UserError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** A TOML file as tables of settings, each with its place. */
final class TomlSource {
  private final Path file;
  private final TomlTable root;
  private final List<String> lines;
  private final boolean marked;

  private TomlSource(Path file, TomlTable root, List<String> lines, boolean marked) {
    this.file = file;
    this.root = root;
    this.lines = lines;
    this.marked = marked;
  }

  /**
   * Parses a file's text.
   *
   * @throws UserError when it is no TOML, with line and column
   */
  static TomlSource parse(Path file, String written) {
    boolean marked = written.startsWith("\uFEFF");
    return parse(file, marked ? written.substring(1) : written, marked);
  }

  /**
   * @param marked whether a byte order mark stands before the text
   */
  static TomlSource parse(Path file, String text, boolean marked) {
    TomlParseResult result = Toml.parse(text);
    if (result.hasErrors() && text.stripLeading().startsWith("{")) {
      throw new UserError(
          file + " is JSON, expected TOML",
          "name a recipe or a config TOML; a dataset configuration in JSON goes with it as"
              + " --dataset_config");
    }
    if (result.hasErrors()) {
      TomlParseError error = result.errors().getFirst();
      TomlPosition at = error.position();
      throw new UserError(
          file + ":" + at.line() + ":" + at.column() + ": not valid TOML: " + firstLine(error),
          "mend that line; text needs quotes, true and false are lower case,"
              + " and a path with backslashes needs single quotes");
    }
    return new TomlSource(file, result, text.lines().toList(), marked);
  }

  private static String firstLine(TomlParseError error) {
    return String.valueOf(error.getMessage()).lines().findFirst().orElse("unreadable");
  }

  Path file() {
    return file;
  }

  TomlTable root() {
    return root;
  }

  /** Whether the file begins with a byte order mark. */
  boolean marked() {
    return marked;
  }

  /** The rest of a place's line. */
  String lineFrom(Place place) {
    String line = place.line() <= lines.size() ? lines.get(place.line() - 1) : "";
    return line.substring(Math.min(line.length(), place.column() - 1));
  }

  Set<String> keys() {
    return root.keySet();
  }

  boolean has(String key) {
    return root.keySet().contains(key);
  }

  boolean isArray(String key) {
    return root.get(List.of(key)) instanceof TomlArray;
  }

  /** The value of a top-level key as one setting. */
  @Nullable Setting setting(String key) {
    return setting(root, key);
  }

  Place place(String key) {
    return place(root, key);
  }

  /**
   * A top-level table; {@code null} when there is none.
   *
   * @throws UserError when the key holds something else
   */
  @Nullable TomlTable table(String key) {
    Object value = root.get(List.of(key));
    if (value == null || value instanceof TomlTable) {
      return (TomlTable) value;
    }
    throw new UserError(
        place(key) + ": " + key + " is " + value + ", expected a table",
        "write [" + key + "] on a line of its own, and its settings below");
  }

  /**
   * The tables of a top-level array of tables; empty when there is none.
   *
   * @throws UserError when the key holds something else
   */
  List<TomlTable> tables(String key) {
    return tables(root, key);
  }

  List<TomlTable> tables(TomlTable parent, String key) {
    Object value = parent.get(List.of(key));
    if (value == null) {
      return List.of();
    }
    List<TomlTable> tables = new ArrayList<>();
    if (value instanceof TomlArray array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof TomlTable table) {
          tables.add(table);
        }
      }
      if (tables.size() == array.size()) {
        return tables;
      }
    }
    throw new UserError(
        place(parent, key) + ": " + key + " is not a list of tables",
        "write [[" + key + "]] with two brackets on each side");
  }

  /** All values of a table but the named ones, as settings. */
  Settings settings(@Nullable TomlTable table, Set<String> butNot) {
    if (table == null) {
      return Settings.none();
    }
    List<Setting> settings = new ArrayList<>();
    for (String key : table.keySet()) {
      if (!butNot.contains(key)) {
        Setting setting = setting(table, key);
        if (setting != null) {
          settings.add(setting);
        }
      }
    }
    return Settings.of(settings);
  }

  /** The settings of all tables and top-level values in one, as upstream flattens its config. */
  Settings flattened(Set<String> butNot) {
    return Settings.of(inOrder(butNot).values());
  }

  /** The settings that {@link #flattened} loses: the same key stands in another table, later. */
  List<Unread> overridden() {
    Map<String, String> last = new HashMap<>();
    inOrder(Set.of()).forEach((name, setting) -> last.put(setting.name(), name));
    Settings flat = flattened(Set.of());
    List<Unread> lost = new ArrayList<>();
    inOrder(Set.of())
        .forEach((name, setting) -> {
          String winner = last.get(setting.name());
          boolean same =
              flat.find(setting.name()).map(Setting::value).equals(Optional.of(setting.value()));
          if (!name.equals(winner) && !same) {
            lost.add(new Unread(name, winner, setting.place(), Unread.Kind.OVERRIDDEN));
          }
        });
    return lost;
  }

  /** By dotted name. */
  private Map<String, Setting> inOrder(Set<String> butNot) {
    Map<String, Setting> all = new LinkedHashMap<>();
    List<String> keys = new ArrayList<>(root.keySet());
    keys.sort(Comparator.comparing(this::place, Comparator.comparingInt(Place::line)));
    for (String key : keys) {
      Object value = root.get(List.of(key));
      if (butNot.contains(key)) {
        continue;
      }
      if (value instanceof TomlTable section) {
        settings(section, Set.of())
            .all()
            .forEach(setting -> all.put(key + "." + setting.name(), setting));
      } else {
        Setting setting = setting(root, key);
        if (setting != null) {
          all.put(key, setting);
        }
      }
    }
    return all;
  }

  Place place(TomlTable table, String key) {
    TomlPosition at = table.inputPositionOf(List.of(key));
    return at == null ? new Place(file, 1, 1) : new Place(file, at.line(), at.column());
  }

  private @Nullable Setting setting(TomlTable table, String key) {
    Object value = table.get(List.of(key));
    return value == null ? null : new Setting(key, plain(value), Origin.FILE, place(table, key));
  }

  /** A parsed value in the types of a {@link Setting}. */
  static Object plain(Object value) {
    return switch (value) {
      case Boolean flag -> flag;
      case Long number -> number;
      case Double number -> number;
      case String text -> text;
      case TomlArray array -> {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
          items.add(plain(array.get(i)));
        }
        yield List.copyOf(items);
      }
      case TomlTable table -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (String key : table.keySet()) {
          Object member = table.get(List.of(key));
          if (member != null) {
            map.put(key, plain(member));
          }
        }
        yield Map.copyOf(map);
      }
      default -> value.toString(); // dates and times: no option takes one
    };
  }
}
