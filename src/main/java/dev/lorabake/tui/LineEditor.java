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
        if (key.alt()) {
          yield alternate(key.codePoint());
        }
        yield Character.isISOControl(key.codePoint()) || isHalf(key.codePoint())
            ? this
            : new LineEditor(
                new String(points, 0, cursor)
                    + Character.toString(key.codePoint())
                    + new String(points, cursor, points.length - cursor),
                cursor + 1);
      }
      case BACKSPACE ->
          key.alt()
              ? without(wordBefore(), cursor)
              : cursor == 0
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
      case LEFT -> new LineEditor(text, key.ctrl() ? wordBefore() : Math.max(0, cursor - 1));
      case RIGHT ->
          new LineEditor(text, key.ctrl() ? wordBehind() : Math.min(points.length, cursor + 1));
      case HOME -> new LineEditor(text, 0);
      case END -> new LineEditor(text, points.length);
      case ENTER, ESCAPE, TAB, INSERT, UP, DOWN, PAGE_UP, PAGE_DOWN, F1, OTHER -> this;
    };
  }

  /** Half a character would become a whole one with the next, and the cursor be wrong. */
  private static boolean isHalf(int point) {
    return Character.getType(point) == Character.SURROGATE;
  }

  /** Alt-B and Alt-F go by words, Alt-D cuts one; no other letter with Alt is text. */
  private LineEditor alternate(int letter) {
    return switch (letter) {
      case 'b' -> new LineEditor(text, wordBefore());
      case 'f' -> new LineEditor(text, wordBehind());
      case 'd' -> without(cursor, wordBehind());
      default -> this;
    };
  }

  /** Where the word begins that ends at the cursor or before it. */
  private int wordBefore() {
    int[] points = text.codePoints().toArray();
    int at = cursor;
    while (at > 0 && !Character.isLetterOrDigit(points[at - 1])) {
      at--;
    }
    while (at > 0 && Character.isLetterOrDigit(points[at - 1])) {
      at--;
    }
    return at;
  }

  private int wordBehind() {
    int[] points = text.codePoints().toArray();
    int at = cursor;
    while (at < points.length && !Character.isLetterOrDigit(points[at])) {
      at++;
    }
    while (at < points.length && Character.isLetterOrDigit(points[at])) {
      at++;
    }
    return at;
  }

  private LineEditor without(int from, int to) {
    int[] points = text.codePoints().toArray();
    return new LineEditor(
        new String(points, 0, from) + new String(points, to, points.length - to), from);
  }

  /**
   * As shells have it: Ctrl-A and Ctrl-E go to the ends, Ctrl-U and Ctrl-K cut to them, Ctrl-W cuts
   * the word before, Ctrl-B and Ctrl-F go by one.
   */
  private LineEditor controlled(int letter) {
    int split = text.offsetByCodePoints(0, cursor);
    return switch (letter) {
      case 'a' -> new LineEditor(text, 0);
      case 'e' -> of(text);
      case 'u' -> new LineEditor(text.substring(split), 0);
      case 'w' -> without(wordBefore(), cursor);
      case 'b' -> new LineEditor(text, Math.max(0, cursor - 1));
      case 'f' -> new LineEditor(text, Math.min(text.codePointCount(0, text.length()), cursor + 1));
      case 'd' -> after(Key.of(Key.Name.DELETE));
      case 'k' -> new LineEditor(text.substring(0, split), cursor);
      default -> this;
    };
  }
}
