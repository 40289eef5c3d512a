package dev.lorabake.tui;

/**
 * One line of text that is being typed.
 *
 * @param cursor the code point before which the next one goes, counted from 0
 */
public record LineEditor(String text, int cursor) {
  /** A text with the cursor at its end. */
  public static LineEditor of(String text) {
    return new LineEditor(text, text.codePointCount(0, text.length()));
  }

  /** After a key; the same where the key does nothing to a text. */
  public LineEditor after(Key key) {
    int[] points = text.codePoints().toArray();
    return switch (key.name()) {
      case CHARACTER -> {
        if (key.ctrl()) {
          yield controlled(key.codePoint());
        }
        yield Character.isISOControl(key.codePoint())
            ? this
            : inserted(
                new String(points, 0, cursor) + Character.toString(key.codePoint()),
                new String(points, cursor, points.length - cursor));
      }
      case BACKSPACE ->
          cursor == 0
              ? this
              : new LineEditor(
                  new String(points, 0, cursor - 1)
                      + new String(points, cursor, points.length - cursor),
                  cursor - 1);
      case DELETE ->
          cursor == points.length
              ? this
              : new LineEditor(
                  new String(points, 0, cursor)
                      + new String(points, cursor + 1, points.length - cursor - 1),
                  cursor);
      case LEFT -> new LineEditor(text, Math.max(0, cursor - 1));
      case RIGHT -> new LineEditor(text, Math.min(points.length, cursor + 1));
      case HOME -> new LineEditor(text, 0);
      case END -> new LineEditor(text, points.length);
      case ENTER, ESCAPE, TAB, INSERT, UP, DOWN, PAGE_UP, PAGE_DOWN, F1, OTHER -> this;
    };
  }

  /** A sign beyond the basic plane comes as two keys, of which the second makes one of both. */
  private static LineEditor inserted(String before, String after) {
    String text = before + after;
    return new LineEditor(text, text.codePointCount(0, before.length()));
  }

  /** As shells have it: Ctrl-A and Ctrl-E go to the ends, Ctrl-U and Ctrl-K cut to them. */
  private LineEditor controlled(int letter) {
    int split = text.offsetByCodePoints(0, cursor);
    return switch (letter) {
      case 'a' -> new LineEditor(text, 0);
      case 'e' -> of(text);
      case 'u' -> new LineEditor(text.substring(split), 0);
      case 'k' -> new LineEditor(text.substring(0, split), cursor);
      default -> this;
    };
  }
}
