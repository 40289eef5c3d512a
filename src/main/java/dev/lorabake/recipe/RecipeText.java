package dev.lorabake.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recipe's text that can be changed line by line, so that comments, order and everything else the
 * user wrote stay as they are.
 */
public final class RecipeText {
  private final List<String> lines;

  private RecipeText(List<String> lines) {
    this.lines = lines;
  }

  public static RecipeText of(String text) {
    return new RecipeText(new ArrayList<>(text.lines().toList()));
  }

  /**
   * Sets a value, in place where the key stands already, else at the end of its table, else in a
   * new table at the end.
   *
   * @param table the table's header without brackets, empty for the top of the file
   * @param occurrence which table of that name, counted from 0, for arrays of tables
   */
  public RecipeText set(String table, int occurrence, String key, Object value) {
    String line = TomlText.key(key) + " = " + TomlText.value(value);
    int header = header(table, occurrence).orElse(-1);
    if (header < 0 && !table.isEmpty()) {
      lines.add("");
      lines.add("[" + table + "]");
      lines.add(line);
      return this;
    }
    Optional<Extent> there = find(header, key);
    if (there.isPresent()) {
      replace(there.get(), line);
    } else {
      lines.add(endOfTable(header), line);
    }
    return this;
  }

  /** Removes a value; nothing happens when it is not there. */
  public RecipeText remove(String table, int occurrence, String key) {
    header(table, occurrence)
        .flatMap(header -> find(header, key))
        .ifPresent(extent -> lines.subList(extent.first, extent.last + 1).clear());
    return this;
  }

  public String text() {
    return String.join("\n", lines) + "\n";
  }

  private record Extent(int first, int last) {}

  /** The line of a table's header; -1 stands for the top of the file. */
  private Optional<Integer> header(String table, int occurrence) {
    if (table.isEmpty()) {
      return Optional.of(-1);
    }
    int seen = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (table.equals(headerName(lines.get(i))) && seen++ == occurrence) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static String headerName(String line) {
    String text = withoutComment(line).strip();
    if (text.startsWith("[[") && text.endsWith("]]")) {
      return text.substring(2, text.length() - 2).strip();
    }
    boolean table = text.startsWith("[") && text.endsWith("]");
    return table ? text.substring(1, text.length() - 1).strip() : "";
  }

  private Optional<Extent> find(int header, String key) {
    for (int i = header + 1; i < lines.size() && headerName(lines.get(i)).isEmpty(); i++) {
      int last = lastLineOfValue(i);
      if (keyOf(lines.get(i)).equals(key)) {
        return Optional.of(new Extent(i, last));
      }
      i = last;
    }
    return Optional.empty();
  }

  private static String keyOf(String line) {
    int equals = line.indexOf('=');
    if (equals < 0 || line.stripLeading().startsWith("#")) {
      return "";
    }
    String key = line.substring(0, equals).strip();
    boolean quoted =
        key.length() > 1 && (key.startsWith("\"") || key.startsWith("'")) && key.length() > 2;
    return quoted ? key.substring(1, key.length() - 1) : key;
  }

  /** A list may go over several lines: it ends where its brackets are closed. */
  private int lastLineOfValue(int first) {
    int open = 0;
    for (int i = first; i < lines.size(); i++) {
      open += brackets(i == first ? afterKey(lines.get(i)) : lines.get(i));
      if (open <= 0) {
        return i;
      }
    }
    return first;
  }

  private static String afterKey(String line) {
    int equals = line.indexOf('=');
    return equals < 0 ? "" : line.substring(equals + 1);
  }

  private static int brackets(String line) {
    int open = 0;
    for (char c : unquoted(line).toCharArray()) {
      open += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
    }
    return open;
  }

  /** Keeps the comment that stands behind the old value. */
  private void replace(Extent extent, String line) {
    String old = lines.get(extent.last);
    String comment = old.substring(withoutComment(old).length());
    lines.subList(extent.first, extent.last + 1).clear();
    lines.add(extent.first, comment.isEmpty() ? line : line + "  " + comment);
  }

  private int endOfTable(int header) {
    int end = header + 1;
    for (int i = header + 1; i < lines.size() && headerName(lines.get(i)).isEmpty(); i++) {
      if (!lines.get(i).isBlank() && !lines.get(i).stripLeading().startsWith("#")) {
        end = i + 1;
      }
    }
    return end;
  }

  private static String withoutComment(String line) {
    return line.substring(0, unquoted(line).length());
  }

  /** The line up to its comment, with quoted text blanked out. */
  private static String unquoted(String line) {
    StringBuilder out = new StringBuilder(line.length());
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && c == '#') {
        break;
      }
      boolean escaped = quote == '"' && c == '\\';
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
      out.append(quote == 0 && c != '"' && c != '\'' ? c : '_');
      if (escaped && i + 1 < line.length()) {
        out.append('_');
        i++;
      }
    }
    return out.toString();
  }
}
