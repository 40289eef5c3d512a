package dev.lorabake.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where each table and each key of a TOML text stands, by offsets into the text. Only for text that
 * a parser has found valid: what is wrong ends in an {@link IllegalStateException}.
 *
 * <p>A table is named as in a finding's fix: {@code train}, {@code datasets[0].subsets[1]}; the
 * root is the empty text.
 */
final class TomlLayout {
  private final String text;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Header> headers = new ArrayList<>();
  private final Map<String, Integer> lastIndex = new HashMap<>();
  private int at;

  private TomlLayout(String text) {
    this.text = text;
  }

  /**
   * A key with its value.
   *
   * @param below the table whose header it stands below
   * @param table the table that it belongs to: another one for a dotted key
   * @param start of the key
   * @param valueStart of the value
   * @param end of the value
   */
  record Entry(String below, String table, String key, int start, int valueStart, int end) {}

  /**
   * A table's header.
   *
   * @param end behind its closing brackets
   */
  record Header(String table, int start, int end) {}

  static TomlLayout of(String text) {
    TomlLayout layout = new TomlLayout(text);
    layout.read();
    return layout;
  }

  /** In the text's order. */
  List<Entry> entries() {
    return entries;
  }

  List<Header> headers() {
    return headers;
  }

  Optional<Entry> find(String table, String key) {
    return entries.stream()
        .filter(entry -> entry.table.equals(table) && entry.key.equals(key))
        .findFirst();
  }

  private void read() {
    String table = "";
    for (skipBlank(); at < text.length(); skipBlank()) {
      if (text.charAt(at) == '[') {
        table = header();
      } else {
        entry(table);
      }
    }
  }

  private String header() {
    int start = at;
    boolean array = text.startsWith("[[", at);
    at += array ? 2 : 1;
    List<String> parts = key();
    skipSpaces();
    at += array ? 2 : 1;
    String table = resolve(parts, array);
    headers.add(new Header(table, start, at));
    return table;
  }

  /** Counts arrays of tables: {@code [[datasets.subsets]]} belongs to the last dataset. */
  private String resolve(List<String> parts, boolean array) {
    String path = "";
    for (int i = 0; i < parts.size(); i++) {
      path = join(path, parts.get(i));
      boolean last = i == parts.size() - 1;
      if (last && array) {
        int index = lastIndex.merge(path, 0, (old, _) -> old + 1);
        path = path + "[" + index + "]";
        String own = path;
        lastIndex.keySet().removeIf(known -> known.startsWith(own + "."));
      } else if (lastIndex.containsKey(path)) {
        path = path + "[" + lastIndex.get(path) + "]";
      }
    }
    return path;
  }

  private void entry(String below) {
    int start = at;
    List<String> parts = key();
    skipSpaces();
    expect('=');
    skipSpaces();
    int valueStart = at;
    skipValue();
    String table = below;
    for (String part : parts.subList(0, parts.size() - 1)) {
      table = join(table, part);
    }
    entries.add(new Entry(below, table, parts.getLast(), start, valueStart, at));
  }

  private static String join(String table, String name) {
    return table.isEmpty() ? name : table + "." + name;
  }

  /** The parts of a key between its dots. */
  private List<String> key() {
    List<String> parts = new ArrayList<>();
    do {
      skipSpaces();
      int start = at;
      char first = peek();
      if (first == '"' || first == '\'') {
        skipValue();
        parts.add(text.substring(start + 1, at - 1));
      } else {
        while (isBare(peek())) {
          at++;
        }
        parts.add(text.substring(start, at));
      }
      skipSpaces();
    } while (accept('.'));
    return parts;
  }

  private void skipValue() {
    switch (peek()) {
      case '"' -> skipText(text.startsWith("\"\"\"", at) ? "\"\"\"" : "\"", true);
      case '\'' -> skipText(text.startsWith("'''", at) ? "'''" : "'", false);
      case '[' -> skipArray();
      case '{' -> skipInlineTable();
      default -> {
        while (at < text.length() && ",]}#\n\r".indexOf(text.charAt(at)) < 0) {
          at++;
        }
        while (text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t') {
          at--;
        }
      }
    }
  }

  private void skipText(String quote, boolean escapes) {
    at += quote.length();
    while (!text.startsWith(quote, at)) {
      peek();
      at += escapes && text.charAt(at) == '\\' ? 2 : 1;
    }
    at += quote.length();
    // up to two quotation marks may stand right before the closing three
    while (quote.length() == 3 && at < text.length() && text.charAt(at) == quote.charAt(0)) {
      at++;
    }
  }

  private void skipArray() {
    expect('[');
    for (skipSeparators(); !accept(']'); skipSeparators()) {
      skipValue();
    }
  }

  private void skipInlineTable() {
    expect('{');
    for (skipSeparators(); !accept('}'); skipSeparators()) {
      key();
      expect('=');
      skipSpaces();
      skipValue();
    }
  }

  private void skipSeparators() {
    for (skipBlank(); accept(','); ) {
      skipBlank();
    }
  }

  /** White space, line ends and comments. */
  private void skipBlank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        at++;
      } else {
        return;
      }
    }
  }

  private void skipSpaces() {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
  }

  private boolean accept(char wanted) {
    boolean there = peek() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  private void expect(char wanted) {
    if (!accept(wanted)) {
      throw new IllegalStateException("no " + wanted + " at offset " + at);
    }
  }

  private char peek() {
    if (at >= text.length()) {
      throw new IllegalStateException("the text ends too early");
    }
    return text.charAt(at);
  }

  private static boolean isBare(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-';
  }
}
