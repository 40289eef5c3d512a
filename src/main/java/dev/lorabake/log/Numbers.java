package dev.lorabake.log;

import org.jspecify.annotations.Nullable;

/** Whole numbers within text. */
final class Numbers {
  private Numbers() {}

  /** The number that the range consists of, blanks aside; {@code null} where it is none. */
  static @Nullable Long whole(String text, int from, int to) {
    if (from < 0 || to <= from) {
      return null;
    }
    String digits = text.substring(from, to).strip();
    if (digits.isEmpty() || digits.length() > 18) {
      return null;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return null;
      }
    }
    return Long.parseLong(digits);
  }

  static @Nullable Long whole(String text) {
    return whole(text, 0, text.length());
  }

  /** The number at the end of the text, or {@code null}. */
  static @Nullable Long last(String text) {
    int from = text.length();
    while (from > 0 && text.charAt(from - 1) >= '0' && text.charAt(from - 1) <= '9') {
      from--;
    }
    return whole(text, from, text.length());
  }

  /** The number at the beginning of the text, or {@code null}. */
  static @Nullable Long first(String text) {
    int to = 0;
    while (to < text.length() && text.charAt(to) >= '0' && text.charAt(to) <= '9') {
      to++;
    }
    return whole(text, 0, to);
  }
}
