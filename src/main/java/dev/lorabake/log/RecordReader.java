package dev.lorabake.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts a record's rows together again. rich breaks a row at a blank, which is lost, or cuts a word
 * that is longer than a row, losing nothing: a row of such a word fills the column to the last
 * place and holds no blank. So paths come out whole, whatever {@code COLUMNS} was.
 */
final class RecordReader {
  /** A data set's description has one row a setting; more than this is nobody's message. */
  private static final int MOST_CHARACTERS = 16 * 1024;

  private @Nullable RecordRow first;
  private final StringBuilder text = new StringBuilder();
  private String lastRow = "";
  private final List<Clue.Line> lines = new ArrayList<>();

  void begin(RecordRow row, Clue.Line line) {
    first = row;
    lines.clear();
    lines.add(line);
    text.setLength(0);
    text.append(row.text());
    lastRow = row.text();
  }

  boolean isOpen() {
    return first != null;
  }

  /** Takes a line if it is a further row of the record that is open. */
  boolean take(Clue.Line here) {
    String line = here.text();
    RecordRow record = first;
    String row = record == null ? null : record.continuation(line);
    if (record == null || row == null) {
      return false;
    }
    if (text.length() + row.length() <= MOST_CHARACTERS) {
      if (!isCut(lastRow, record.column()) && !text.isEmpty()) {
        text.append(' ');
      }
      text.append(row);
      lastRow = row;
      lines.add(here);
    }
    return true;
  }

  /** The record, which is over now; {@code null} where there is none. */
  @Nullable Message end() {
    RecordRow record = first;
    first = null;
    return record == null
        ? null
        : new Message(text.toString().strip(), record.level(), record.source());
  }

  /** The rows of the record that was put together last. */
  List<Clue.Line> lines() {
    return lines;
  }

  private static boolean isCut(String row, int column) {
    if (column <= 0 || row.isEmpty()) {
      return false;
    }
    int width = DisplayWidth.of(row);
    if (DisplayWidth.isWide(row.charAt(row.length() - 1))) {
      return width >= column - 1;
    }
    return width == column && row.indexOf(' ') < 0;
  }
}
