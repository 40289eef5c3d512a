package dev.lorabake.recipe;

import dev.lorabake.recipe.TomlLayout.Entry;
import dev.lorabake.recipe.TomlLayout.Header;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tables of an array in a text: {@code [[datasets.subsets]]}. A table is named with its index, such
 * as {@code datasets[0].subsets[1]}.
 */
final class TomlTables {
  private static final Pattern NAME = Pattern.compile("(.*)\\[(\\d{1,9})]");

  private final String text;
  private final TomlLayout layout;

  TomlTables(String text, TomlLayout layout) {
    this.text = text;
    this.layout = layout;
  }

  /** A name taken apart: {@code datasets[0].subsets} and 1. */
  private record Member(String array, int index) {
    static @Nullable Member of(String table) {
      Matcher name = NAME.matcher(table);
      return name.matches() ? new Member(name.group(1), Integer.parseInt(name.group(2))) : null;
    }

    @Nullable String before() {
      int parent = array.lastIndexOf('.');
      return index > 0
          ? array + "[" + (index - 1) + "]"
          : parent < 0 ? null : array.substring(0, parent);
    }
  }

  /** The header that begins it. */
  static String header(String table) {
    return "[[" + table.replaceAll("\\[\\d+]", "") + "]]";
  }

  /**
   * Where a new table goes: behind the one before it, else behind what its parent has.
   *
   * @return an offset at the end of a line, the text's length for its end, -1 for no place
   */
  int placeOf(String table) {
    Member member = Member.of(table);
    if (member == null) {
      return -1;
    }
    String before = member.before();
    return before == null ? text.length() : end(before);
  }

  /** The end of the last line that a table and those below it have, -1 where it is missing. */
  int end(String table) {
    IntStream headers =
        layout.headers().stream()
            .filter(header -> isIn(header.table(), table))
            .mapToInt(Header::end);
    IntStream entries =
        layout.entries().stream().filter(entry -> isIn(entry.below(), table)).mapToInt(Entry::end);
    int end = IntStream.concat(headers, entries).max().orElse(-1);
    int line = end < 0 ? -1 : text.indexOf('\n', end);
    return end >= 0 && line < 0 ? text.length() : line;
  }

  private static boolean isIn(String table, String above) {
    return table.equals(above) || table.startsWith(above + ".");
  }

  /** The text without a table, those below it, and the comment right above its header. */
  @Nullable String without(String table) {
    int header =
        layout.headers().stream()
            .filter(one -> one.table().equals(table))
            .mapToInt(Header::start)
            .findFirst()
            .orElse(-1);
    if (header < 0) {
      return null;
    }
    int start = text.lastIndexOf('\n', header - 1) + 1;
    while (start > 0 && lineBefore(start).startsWith("#")) {
      start = text.lastIndexOf('\n', start - 2) + 1;
    }
    while (start > 0 && lineBefore(start).isEmpty()) {
      start = text.lastIndexOf('\n', start - 2) + 1;
    }
    return text.substring(0, start) + text.substring(Math.min(text.length(), end(table) + 1));
  }

  private String lineBefore(int lineStart) {
    return text.substring(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart).strip();
  }

  /** Values by their whole names, where a table is taken out and those behind it move up. */
  static Map<String, String> valuesWithout(String table, Map<String, String> values) {
    Member gone = Member.of(table);
    Map<String, String> left = new TreeMap<>();
    values.forEach((name, value) -> {
      if (!name.startsWith(table + ".")) {
        left.put(gone == null ? name : movedUp(name, gone), value);
      }
    });
    return left;
  }

  private static String movedUp(String name, Member gone) {
    String array = gone.array() + "[";
    int close = name.startsWith(array) ? name.indexOf(']', array.length()) : -1;
    if (close < 0) {
      return name;
    }
    int index = Integer.parseInt(name.substring(array.length(), close));
    return index > gone.index() ? array + (index - 1) + name.substring(close) : name;
  }
}
