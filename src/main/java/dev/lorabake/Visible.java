package dev.lorabake;

import java.util.Locale;

/**
 * Makes text from outside safe to show: control characters, bidi marks and zero-width characters
 * become visible escapes, so that a file name or a log line cannot steer the terminal.
 */
public final class Visible {
  private Visible() {}

  /** One line of text; line breaks are shown as escapes too. */
  public static String line(String text) {
    int first = firstUnsafe(text);
    if (first < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, first);
    text.substring(first)
        .codePoints()
        .forEach(point -> {
          if (isUnsafe(point)) {
            out.append(String.format(Locale.ROOT, "\\u%04X", point));
          } else {
            out.appendCodePoint(point);
          }
        });
    return out.toString();
  }

  /** JSON that says the same: what is unsafe stands in its texts, where an escape may stand too. */
  public static String json(String json) {
    StringBuilder out = new StringBuilder(json.length());
    json.codePoints()
        .forEach(point -> {
          if (point == '\n' || point == '\r' || !isUnsafe(point)) {
            out.appendCodePoint(point);
          } else {
            for (char unit : Character.toChars(point)) {
              out.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
            }
          }
        });
    return out.toString();
  }

  private static int firstUnsafe(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnsafe(text.charAt(i)) || Character.isSurrogate(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the character, shown as it is, could steer a terminal or hide what stands there. */
  public static boolean isUnsafe(int point) {
    return Character.isISOControl(point)
        || (point >= 0x200B && point <= 0x200F)
        || (point >= 0x2028 && point <= 0x202E)
        || (point >= 0x2060 && point <= 0x206F)
        || point == 0xFEFF
        || (point >= 0xFFF9 && point <= 0xFFFB)
        || (point >= 0xD800 && point <= 0xDFFF)
        || (point >= 0xE0000 && point <= 0xE007F);
  }
}
