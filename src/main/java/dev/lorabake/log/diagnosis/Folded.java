package dev.lorabake.log.diagnosis;

/**
 * A message as it is compared: rows and runs of blanks as one blank each, since terminals and rich
 * wrap messages anywhere.
 *
 * @param lower the same text in lower case, character by character
 */
record Folded(String plain, String lower) {
  /** What is longer is cut: of a line of megabytes nothing more is looked at. */
  static final int LONGEST = 8000;

  static Folded of(String text) {
    char[] plain = new char[Math.min(text.length(), LONGEST)];
    char[] lower = new char[plain.length];
    int length = 0;
    boolean blank = true;
    for (int i = 0; i < text.length() && length < plain.length; i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '\t' && c != '\n') {
        plain[length] = c;
        lower[length++] = lower(c);
        blank = false;
      } else if (!blank) {
        plain[length] = ' ';
        lower[length++] = ' ';
        blank = true;
      }
    }
    return new Folded(new String(plain, 0, length), new String(lower, 0, length));
  }

  /** Lower case with as many characters as before. */
  static String lower(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = lower(chars[i]);
    }
    return new String(chars);
  }

  private static char lower(char c) {
    if (c < 128) {
      return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
    }
    return Character.toLowerCase(c);
  }
}
