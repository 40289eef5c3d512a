package dev.lorabake.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first row of a record as rich prints it: {@code TIME LEVEL(8) MESSAGE PATH}. The time is
 * blank in all but the first record of a second.
 *
 * @param gap blanks between the message and the path, -1 where there is no path
 * @param indent blanks before the message in further rows
 */
record RecordRow(Level level, String text, @Nullable String source, int gap, int indent) {
  private static final Level[] LEVELS = Level.values();
  private static final int LEVEL_WIDTH = 9;

  /** Upstream's time; that of kohya_ss' GUI; that of rich itself. Digits stand for any digit. */
  private static final List<String> TIMES =
      List.of("0000-00-00 00:00:00 ", "00:00:00-000000 ", "[00:00:00] ");

  /** Returns the row, or {@code null} where the line is none. */
  static @Nullable RecordRow of(String line, boolean afterBar) {
    int blanks = 0;
    while (blanks < line.length() && line.charAt(blanks) == ' ') {
      blanks++;
    }
    int width = 0;
    if (blanks == 0 || afterBar) {
      width = timeWidth(line, blanks);
    }
    if (width > 0) {
      return at(line, blanks + width, width);
    }
    // a bar's padding and the empty time run together
    return blanks > 0 && (afterBar || isTimeWidth(blanks))
        ? at(line, blanks, afterBar ? TIMES.getFirst().length() : blanks)
        : null;
  }

  private static @Nullable RecordRow at(String line, int levelAt, int timeWidth) {
    for (Level level : LEVELS) {
      String name = level.name();
      int messageAt = levelAt + LEVEL_WIDTH;
      if (line.startsWith(name, levelAt) && isBlank(line, levelAt + name.length(), messageAt)) {
        return row(line, level, Math.min(line.length(), messageAt), timeWidth + LEVEL_WIDTH);
      }
    }
    return null;
  }

  /** Width of the message column, -1 where the row does not tell; most records have one row. */
  int column() {
    // the blanks behind it may be hundreds
    return gap < 0 ? -1 : Math.max(0, DisplayWidth.of(text) + gap - 1);
  }

  /** The message part of a further row of this record, or {@code null} where the line is none. */
  @Nullable String continuation(String line) {
    return line.length() >= indent && isBlank(line, 0, indent)
        ? line.substring(indent).stripTrailing()
        : null;
  }

  private static int timeWidth(String line, int at) {
    for (String time : TIMES) {
      if (isTime(line, at, time)) {
        return time.length();
      }
    }
    return 0;
  }

  private static boolean isTime(String line, int at, String form) {
    if (line.length() <= at + form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char expected = form.charAt(i);
      char c = line.charAt(at + i);
      if (expected == '0' ? c < '0' || c > '9' : c != expected) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTimeWidth(int blanks) {
    for (String time : TIMES) {
      if (time.length() == blanks) {
        return true;
      }
    }
    return false;
  }

  private static RecordRow row(String line, Level level, int messageAt, int indent) {
    String rest = line.substring(messageAt).stripTrailing();
    int path = rest.lastIndexOf(' ') + 1;
    String last = rest.substring(path);
    if (!isSource(last)) {
      return new RecordRow(level, rest, null, -1, indent);
    }
    String text = rest.substring(0, path).stripTrailing();
    return new RecordRow(level, text, last, path - text.length(), indent);
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

  private static boolean isBlank(String line, int from, int to) {
    for (int i = from; i < to && i < line.length(); i++) {
      if (line.charAt(i) != ' ') {
        return false;
      }
    }
    return true;
  }
}
