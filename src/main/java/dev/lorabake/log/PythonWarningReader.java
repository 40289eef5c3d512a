package dev.lorabake.log;

import dev.lorabake.event.RunEvent;
import dev.lorabake.event.RunEvent.Warning;
import java.util.function.Consumer;

/**
 * Reads what Python's {@code warnings.warn} prints: {@code /path/x.py:221: FutureWarning: text},
 * which may go on over lines of JSON, and the source line, indented by two.
 */
final class PythonWarningReader {
  private static final int MOST_LINES = 60;

  private final Consumer<RunEvent> events;
  private final StringBuilder text = new StringBuilder();
  private String source = "";
  private boolean open;
  private boolean inBraces;
  private boolean manyLines;
  private int lines;

  PythonWarningReader(Consumer<RunEvent> events) {
    this.events = events;
  }

  boolean take(String line) {
    if (!open) {
      return begin(line);
    }
    if (++lines > MOST_LINES) {
      end();
      return false;
    }
    if (inBraces) {
      inBraces = !line.startsWith("}");
      return true;
    }
    if (line.startsWith("  ")) {
      end();
      return true;
    }
    if (line.startsWith(" ")) {
      text.append(line);
      return true;
    }
    return false;
  }

  /** Takes a line that nobody else knows if the warning's text is known to go on. */
  boolean absorb(String line) {
    if (!open || !manyLines) {
      return false;
    }
    text.append(' ').append(line.strip());
    return true;
  }

  void end() {
    if (open) {
      open = false;
      events.accept(new Warning(EventText.bounded(text.toString().strip()), source));
    }
  }

  private boolean begin(String line) {
    int word = line.indexOf("Warning:");
    int start = word < 0 ? -1 : line.lastIndexOf(' ', word) + 1;
    if (start < 4 || line.charAt(start - 2) != ':') {
      return false;
    }
    int number = line.lastIndexOf(':', start - 3);
    if (number < 1 || Numbers.whole(line, number + 1, start - 2) == null) {
      return false;
    }
    open = true;
    lines = 0;
    String path = line.substring(0, number);
    source =
        path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
            + line.substring(number, start - 2);
    text.setLength(0);
    text.append(line, start, line.length());
    inBraces = line.endsWith("{");
    manyLines = line.endsWith("Warning:") || inBraces;
    return true;
  }
}
