package dev.lorabake.dataset;

/** Reads whole numbers as Python's {@code int()} does, as far as folder names can hold them. */
final class PythonInt {
  private static final int MOST_DIGITS = 18;

  private PythonInt() {}

  /** The number, or 0 when the text is none. Blanks around it and a sign are allowed. */
  static long parse(String text) {
    String digits = text.strip();
    boolean negative = digits.startsWith("-");
    if (negative || digits.startsWith("+")) {
      digits = digits.substring(1);
    }
    if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
      return 0;
    }
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), 10); // Python takes any script's digits too
      if (digit < 0) {
        return 0;
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }
}
