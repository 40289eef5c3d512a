package dev.lorabake.json;

import java.nio.charset.StandardCharsets;

/** Puts numbers as JSON into bytes, as {@code toString} gives them. */
final class JsonNumber {
  private static final int DECIMALS = 6;
  private static final double SCALE = 1e6;
  private static final long BILLION = 1_000_000_000;
  private static final int[] POWERS = {
    1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
  };

  private JsonNumber() {}

  /** Puts a whole number at that place and returns the one behind it. */
  static int put(long number, byte[] to, int from) {
    return number < 0 ? text(Long.toString(number), to, from) : digits(number, to, from);
  }

  /**
   * Puts a finite number there. Loss and pace have a few decimals: where a number of at most
   * fifteen digits is the double, no shorter one is, so its digits are what the JDK's long way
   * finds.
   */
  static int put(double number, byte[] to, int from) {
    long scaled = (long) (number * SCALE + 0.5);
    // from 0.001 to 10 millions the JDK writes no exponent
    if (number >= 1e-3 && number < 1e7 && scaled / SCALE == number) {
      return decimals(scaled, to, from);
    }
    return text(Double.toString(number), to, from);
  }

  private static int decimals(long scaled, byte[] to, int from) {
    int at = digits(scaled / (long) SCALE, to, from);
    to[at++] = '.';
    int end = padded((int) (scaled % (long) SCALE), DECIMALS, to, at);
    while (end > at + 1 && to[end - 1] == '0') {
      end--;
    }
    return end;
  }

  private static int digits(long number, byte[] to, int from) {
    int at = from;
    if (number > Integer.MAX_VALUE) {
      at = digits(number / BILLION, to, at);
      return padded((int) (number % BILLION), 9, to, at);
    }
    int count = 1;
    while (count < POWERS.length && number >= POWERS[count]) {
      count++;
    }
    return padded((int) number, count, to, at);
  }

  /** That many digits of the number. A division of the processor's would take as long as ten. */
  private static int padded(int number, int count, byte[] to, int from) {
    long left = number;
    for (int i = from + count - 1; i >= from; i--) {
      long tenth = (left * 0xCCCC_CCCDL) >>> 35; // exact for 31 bits
      to[i] = (byte) ('0' + left - 10 * tenth);
      left = tenth;
    }
    return from + count;
  }

  private static int text(String ascii, byte[] to, int from) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, to, from, bytes.length);
    return from + bytes.length;
  }
}
