package dev.lorabake.recipe;

import dev.lorabake.recipe.TomlLayout.Entry;
import dev.lorabake.recipe.TomlLayout.Header;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/**
 * Changes single values of a TOML text and leaves everything else as it stands: comments, order,
 * spacing, line ends. Each change is parsed again and compared before it counts.
 */
public final class TomlEdit {
  /** Tables that are made where they are missing. */
  private static final Set<String> MADE = Set.of("train", "general", "launch", "machine", "check");

  private String text;

  public TomlEdit(String text) {
    this.text = text;
  }

  /** The text as it is now. */
  public String text() {
    return text;
  }

  /** The tables, from the root's empty name on, that hold this key; in the text's order. */
  public List<String> tablesWith(String key) {
    return TomlLayout.of(text).entries().stream()
        .filter(entry -> entry.key().equals(key))
        .map(Entry::table)
        .distinct()
        .toList();
  }

  /** The table of the first key or header; where a flat config goes on. */
  public String firstTable() {
    TomlLayout layout = TomlLayout.of(text);
    if (!layout.entries().isEmpty() && layout.entries().getFirst().below().isEmpty()) {
      return "";
    }
    return layout.headers().isEmpty() ? "" : layout.headers().getFirst().table();
  }

  /**
   * Sets a key, adding it at the end of its table where it is new.
   *
   * @param table such as {@code train} or {@code datasets[0].subsets[1]}; empty for the root
   * @return whether the text now says so and nothing else has changed
   */
  public boolean set(String table, String key, Object value) {
    Map<String, String> wanted = values(text);
    wanted.put(name(table, key), TomlText.value(value));
    return attempt(wanted, layout -> setIn(layout, table, key, TomlText.value(value)));
  }

  /** Removes a key with its line, if it is there; false where it shares the line with others. */
  public boolean remove(String table, String key) {
    Map<String, String> wanted = values(text);
    return wanted.remove(name(table, key)) == null
        || attempt(wanted, layout -> removeIn(layout, table, key));
  }

  /** Gives a key another name where it stands; false where the new name is taken. */
  public boolean rename(String table, String key, String newKey) {
    Map<String, String> wanted = values(text);
    String value = wanted.remove(name(table, key));
    if (value == null || wanted.put(name(table, newKey), value) != null) {
      return false;
    }
    return attempt(
        wanted,
        layout -> {
          Entry entry = layout.find(table, key).orElse(null);
          if (entry == null) {
            return null;
          }
          String between = text.substring(entry.start(), entry.valueStart());
          int equals = between.lastIndexOf('=');
          String space = between.substring(between.substring(0, equals).stripTrailing().length());
          return spliced(entry.start(), entry.valueStart(), TomlText.key(newKey) + space);
        });
  }

  /**
   * Adds a table at the end of its array.
   *
   * @param table with the index that it will have, such as {@code datasets[0].subsets[1]}
   * @param values at least one
   * @return whether the text now says so and nothing else has changed
   */
  public boolean addTable(String table, Map<String, Object> values) {
    Map<String, String> wanted = values(text);
    StringBuilder lines = new StringBuilder(TomlTables.header(table));
    for (Map.Entry<String, Object> one : values.entrySet()) {
      String value = TomlText.value(one.getValue());
      wanted.put(name(table, one.getKey()), value);
      lines.append(lineBreak()).append(TomlText.key(one.getKey())).append(" = ").append(value);
    }
    return attempt(
        wanted,
        layout -> {
          int place = new TomlTables(text, layout).placeOf(table);
          if (place < 0) {
            return null;
          }
          return place == text.length()
              ? appended((text.isEmpty() ? "" : lineBreak()) + lines)
              : inserted(lineEnd(place), lineBreak() + lines);
        });
  }

  /** Takes a table of an array out, with those below it; those behind it move up. */
  public boolean removeTable(String table) {
    Map<String, String> wanted = TomlTables.valuesWithout(table, values(text));
    return attempt(wanted, layout -> new TomlTables(text, layout).without(table));
  }

  private interface Change {
    @Nullable String in(TomlLayout layout);
  }

  private static String name(String table, String key) {
    return table.isEmpty() ? key : table + "." + key;
  }

  /** Takes a change over if the text then holds these values and no others. */
  private boolean attempt(Map<String, String> wanted, Change change) {
    try {
      String changed = change.in(TomlLayout.of(text));
      if (changed == null || !values(changed).equals(wanted)) {
        return false;
      }
      text = changed;
      return true;
    } catch (IllegalStateException e) {
      return false; // something that the layout does not understand stays as it is
    }
  }

  private @Nullable String setIn(TomlLayout layout, String table, String key, String value) {
    Optional<Entry> there = layout.find(table, key);
    if (there.isPresent()) {
      return spliced(there.get().valueStart(), there.get().end(), value);
    }
    String line = TomlText.key(key) + " = " + value;
    Optional<Entry> last =
        layout.entries().stream()
            .filter(entry -> entry.below().equals(table))
            .max(Comparator.comparingInt(Entry::end));
    if (last.isPresent()) {
      String indent = text.substring(lineStart(last.get().start()), last.get().start());
      return inserted(lineEnd(last.get().end()), indent + line);
    }
    Optional<Header> header =
        layout.headers().stream().filter(known -> known.table().equals(table)).findFirst();
    if (header.isPresent()) {
      return inserted(lineEnd(header.get().end()), line);
    }
    if (table.isEmpty()) {
      String end = lineBreak();
      return layout.headers().isEmpty() ? appended(line) : line + end + end + text;
    }
    return MADE.contains(table)
        ? appended(lineBreak() + "[" + table + "]" + lineBreak() + line)
        : null;
  }

  private @Nullable String removeIn(TomlLayout layout, String table, String key) {
    Entry entry = layout.find(table, key).orElse(null);
    if (entry == null) {
      return null;
    }
    int end = lineEnd(entry.end());
    int next = end < text.length() ? text.indexOf('\n', end) + 1 : end;
    return spliced(lineStart(entry.start()), next, "");
  }

  private String spliced(int start, int end, String middle) {
    return text.substring(0, start) + middle + text.substring(end);
  }

  /** A new line behind the one that ends there. */
  private String inserted(int lineEnd, String line) {
    return text.substring(0, lineEnd) + lineBreak() + line + text.substring(lineEnd);
  }

  private String appended(String lines) {
    String gap = text.isEmpty() || text.endsWith("\n") ? "" : lineBreak();
    return text + gap + lines + lineBreak();
  }

  private String lineBreak() {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  private int lineStart(int offset) {
    return text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** The end of the line without its line break. */
  private int lineEnd(int offset) {
    int end = text.indexOf('\n', offset);
    if (end < 0) {
      return text.length();
    }
    return end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end;
  }

  /** Every value, as TOML, by its whole name; throws for text that is no TOML. */
  private static Map<String, String> values(String text) {
    TomlParseResult parsed = Toml.parse(text);
    if (parsed.hasErrors()) {
      throw new IllegalStateException(parsed.errors().getFirst().toString());
    }
    Map<String, String> values = new TreeMap<>();
    collect("", parsed, values);
    return values;
  }

  private static void collect(String prefix, Object value, Map<String, String> values) {
    switch (value) {
      case TomlTable table -> {
        for (String key : table.keySet()) {
          Object member = Objects.requireNonNull(table.get(List.of(key)));
          collect(prefix.isEmpty() ? key : prefix + "." + key, member, values);
        }
      }
      case TomlArray array when !array.isEmpty() && array.get(0) instanceof TomlTable -> {
        for (int i = 0; i < array.size(); i++) {
          collect(prefix + "[" + i + "]", array.get(i), values);
        }
      }
      default -> values.put(prefix, TomlText.value(TomlSource.plain(value)));
    }
  }
}
