package dev.lorabake.log;

/**
 * What other programs around the trainer put before each of its lines: {@code [2024-09-14 09:31:10]
 * [INFO] } (FluxGym). The level is the wrapper's and says nothing.
 */
final class WrapperPrefix {
  private static final String TIME = "[0000-00-00 00:00:00] [";
  private static final int LONGEST_LEVEL = 8;

  private WrapperPrefix() {}

  /** The index behind the prefix, {@code from} where there is none. */
  static int end(byte[] bytes, int from, int to) {
    if (to - from <= TIME.length() || bytes[from] != '[') {
      return from;
    }
    for (int i = 0; i < TIME.length(); i++) {
      byte b = bytes[from + i];
      char expected = TIME.charAt(i);
      if (expected == '0' ? b < '0' || b > '9' : b != expected) {
        return from;
      }
    }
    int level = from + TIME.length();
    for (int i = level; i < to && i <= level + LONGEST_LEVEL; i++) {
      if (bytes[i] == ']') {
        return i + 1 < to && bytes[i + 1] == ' ' ? i + 2 : i + 1;
      }
    }
    return from;
  }
}
