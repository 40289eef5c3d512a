package dev.lorabake.log;

import java.nio.charset.StandardCharsets;

/** Numbers as tqdm prints them ({@code %.3g} and plain integers), read from bytes. */
final class Decimal {
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

  private Decimal() {}

  /** The digits' value, {@link Long#MAX_VALUE} where they say more. */
  static long integer(byte[] bytes, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      if (value > (Long.MAX_VALUE - 9) / 10) {
        return Long.MAX_VALUE;
      }
      value = value * 10 + (bytes[i] - '0');
    }
    return value;
  }

  /** Digits with a point; NaN for anything else, {@code nan} and {@code ?} included. */
  static double of(byte[] bytes, int from, int to) {
    long digits = 0;
    int point = -1;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '.' && point < 0) {
        point = i;
      } else if (b >= '0' && b <= '9' && to - from <= 10) {
        digits = digits * 10 + (b - '0');
      } else {
        return unusual(bytes, from, to);
      }
    }
    if (to - from - (point < 0 ? 0 : 1) <= 0) {
      return Double.NaN;
    }
    // both exact in binary, so the quotient is the nearest double, as a parser would give
    return point < 0 ? digits : digits / POWERS[to - point - 1];
  }

  private static double unusual(byte[] bytes, int from, int to) {
    if (to - from > 40) {
      return Double.NaN;
    }
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    try {
      return switch (text) {
        case "inf" -> Double.POSITIVE_INFINITY;
        case "-inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
