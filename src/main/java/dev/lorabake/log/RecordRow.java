package dev.lorabake.log;

import org.jspecify.annotations.Nullable;

/**
 * The first row of a record as rich prints it: {@code TIME(19) LEVEL(8) MESSAGE PATH}. The time is
 * blank in all but the first record of a second.
 *
 * @param column width of the message column, -1 where the row does not tell
 */
record RecordRow(Level level, String text, @Nullable String source, int column) {
  private static final Level[] LEVELS = Level.values();
  private static final int LEVEL_AT = 20;
  private static final int LEVEL_WIDTH = 9;
  private static final int MESSAGE_AT = LEVEL_AT + LEVEL_WIDTH;

  /** Returns the row, or {@code null} where the line is none. */
  static @Nullable RecordRow of(String line, boolean afterBar) {
    int at = levelAt(line, afterBar);
    if (at < 0) {
      return null;
    }
    for (Level level : LEVELS) {
      String name = level.name();
      if (line.startsWith(name, at) && blankBetween(line, at + name.length(), at + LEVEL_WIDTH)) {
        return row(line, level, Math.min(line.length(), at + LEVEL_WIDTH));
      }
    }
    return null;
  }

  /** The message part of a further row, or {@code null} where the line is none. */
  static @Nullable String continuation(String line) {
    return line.length() >= MESSAGE_AT && blankBetween(line, 0, MESSAGE_AT)
        ? line.substring(MESSAGE_AT).stripTrailing()
        : null;
  }

  private static int levelAt(String line, boolean afterBar) {
    int blanks = 0;
    while (blanks < line.length() && line.charAt(blanks) == ' ') {
      blanks++;
    }
    if ((blanks == 0 || afterBar) && isTime(line, blanks)) {
      return blanks + LEVEL_AT;
    }
    // a bar's padding and the empty time run together
    return blanks == LEVEL_AT || afterBar ? blanks : -1;
  }

  /** {@code 2026-11-23 18:22:24 }. */
  private static boolean isTime(String line, int at) {
    return line.length() > at + LEVEL_AT
        && line.charAt(at + 4) == '-'
        && line.charAt(at + 7) == '-'
        && line.charAt(at + 10) == ' '
        && line.charAt(at + 13) == ':'
        && line.charAt(at + 16) == ':'
        && line.charAt(at + 19) == ' ';
  }

  private static RecordRow row(String line, Level level, int messageAt) {
    String rest = line.substring(messageAt).stripTrailing();
    int path = rest.lastIndexOf(' ') + 1;
    String last = rest.substring(path);
    if (!isSource(last)) {
      return new RecordRow(level, rest, null, -1);
    }
    String message = rest.substring(0, path);
    return new RecordRow(
        level, message.stripTrailing(), last, Math.max(0, DisplayWidth.of(message) - 1));
  }

  /** {@code train_util.py:5561}. */
  private static boolean isSource(String text) {
    int colon = text.indexOf(".py:");
    if (colon < 1 || colon + 4 >= text.length()) {
      return false;
    }
    for (int i = colon + 4; i < text.length(); i++) {
      if (!Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    for (int i = 0; i < colon; i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '.' && c != '-') {
        return false;
      }
    }
    return true;
  }

  private static boolean blankBetween(String line, int from, int to) {
    for (int i = from; i < to && i < line.length(); i++) {
      if (line.charAt(i) != ' ') {
        return false;
      }
    }
    return true;
  }
}
