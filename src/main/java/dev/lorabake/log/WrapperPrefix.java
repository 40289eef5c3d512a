package dev.lorabake.log;

/**
 * What other programs around the trainer put before each of its lines: {@code [2024-09-14 09:31:10]
 * [INFO] } (FluxGym), whose level is the wrapper's and says nothing, or {@code
 * 2023-06-21T21:55:34.617738224Z } (Docker and Kubernetes with time stamps).
 */
final class WrapperPrefix {
  private static final String TIME = "[0000-00-00 00:00:00] [";
  private static final String STAMP = "0000-00-00T00:00:00";
  private static final int LONGEST_LEVEL = 8;
  private static final int LONGEST_FRACTION = 16;

  private WrapperPrefix() {}

  /** The index behind the prefix, {@code from} where there is none. */
  static int end(byte[] bytes, int from, int to) {
    if (from < to && bytes[from] == '2' && isAt(STAMP, bytes, from, to)) {
      return behindStamp(bytes, from, to);
    }
    if (from == to || bytes[from] != '[' || !isAt(TIME, bytes, from, to)) {
      return from;
    }
    int level = from + TIME.length();
    for (int i = level; i < to && i <= level + LONGEST_LEVEL; i++) {
      if (bytes[i] == ']') {
        return i + 1 < to && bytes[i + 1] == ' ' ? i + 2 : i + 1;
      }
    }
    return from;
  }

  private static boolean isAt(String form, byte[] bytes, int from, int to) {
    if (to - from <= form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      byte b = bytes[from + i];
      char expected = form.charAt(i);
      if (expected == '0' ? b < '0' || b > '9' : b != expected) {
        return false;
      }
    }
    return true;
  }

  /** A fraction of a second and {@code Z} may follow, then a blank. */
  private static int behindStamp(byte[] bytes, int from, int to) {
    int i = from + STAMP.length();
    int limit = Math.min(to, i + LONGEST_FRACTION);
    while (i < limit && (bytes[i] == '.' || (bytes[i] >= '0' && bytes[i] <= '9'))) {
      i++;
    }
    if (i >= to || bytes[i] != 'Z') {
      return from;
    }
    return i + 1 < to && bytes[i + 1] == ' ' ? i + 2 : i + 1;
  }
}
