package dev.lorabake.log.diagnosis;

/**
 * A message as it is compared: rows and runs of blanks as one blank each, since terminals and rich
 * wrap messages anywhere.
 *
 * @param lower the same text in lower case, character by character
 */
record Folded(String plain, String lower) {
  private static final int LONGEST = 8000;

  static Folded of(String text) {
    StringBuilder plain = new StringBuilder(Math.min(text.length(), LONGEST));
    boolean blank = true;
    for (int i = 0; i < text.length() && plain.length() < LONGEST; i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\t' || c == '\n') {
        if (!blank) {
          plain.append(' ');
        }
        blank = true;
      } else {
        plain.append(c);
        blank = false;
      }
    }
    String folded = plain.toString();
    return new Folded(folded, lower(folded));
  }

  /** Lower case with as many characters as before. */
  static String lower(String text) {
    char[] chars = text.toCharArray();
    for (int i = 0; i < chars.length; i++) {
      chars[i] = Character.toLowerCase(chars[i]);
    }
    return new String(chars);
  }
}
