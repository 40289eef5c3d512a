package dev.lorabake.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What stands behind a bar's times: {@code 1.17s/it, avr_loss=1.21, lr=0.0001}. */
final class Postfix {
  /** {@code avr_loss} since sd-scripts 0.8, {@code loss} before. */
  private static final byte[][] LOSS =
      ascii("avr_loss=", "loss=", "val_avg_loss=", "val_epoch_avg_loss=");

  private static final byte[][] LEARNING_RATE = ascii("lr=");

  private double secondsPerUnit;
  private boolean hasLoss;
  private double loss;
  private double learningRate;

  double secondsPerUnit() {
    return secondsPerUnit;
  }

  boolean hasLoss() {
    return hasLoss;
  }

  double loss() {
    return loss;
  }

  double learningRate() {
    return learningRate;
  }

  /**
   * Reads the rate and the values behind it.
   *
   * @param complete nothing is cut off; else the last value is left out
   */
  void read(byte[] bytes, int from, int to, boolean complete) {
    secondsPerUnit = Double.NaN;
    hasLoss = false;
    loss = Double.NaN;
    learningRate = Double.NaN;
    boolean first = true;
    int start = from;
    while (start < to) {
      int comma = start;
      while (comma < to && bytes[comma] != ',') {
        comma++;
      }
      if (comma == to && !complete) {
        return;
      }
      int itemStart = start;
      while (itemStart < comma && bytes[itemStart] == ' ') {
        itemStart++;
      }
      int itemEnd = comma;
      while (itemEnd > itemStart && bytes[itemEnd - 1] == ' ') {
        itemEnd--;
      }
      if (first) {
        rate(bytes, itemStart, itemEnd);
        first = false;
      } else {
        value(bytes, itemStart, itemEnd);
      }
      start = comma + 1;
    }
  }

  private void rate(byte[] bytes, int from, int to) {
    int unit = from;
    while (unit < to && (bytes[unit] == '.' || (bytes[unit] >= '0' && bytes[unit] <= '9'))) {
      unit++;
    }
    if (to - unit != 4 || unit == from) {
      return;
    }
    double number = Decimal.of(bytes, from, unit);
    if (is("s/it", bytes, unit)) {
      secondsPerUnit = number;
    } else if (is("it/s", bytes, unit)) {
      // three digits were printed; do not pretend to know sixteen
      secondsPerUnit = number > 0 ? Math.round(1e6 / number) / 1e6 : Double.NaN;
    }
  }

  private static boolean is(String unit, byte[] bytes, int at) {
    for (int i = 0; i < unit.length(); i++) {
      if (bytes[at + i] != unit.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void value(byte[] bytes, int from, int to) {
    int behind = behind(bytes, from, to, LOSS);
    if (behind > 0) {
      hasLoss = true;
      loss = Decimal.of(bytes, behind, to);
      return;
    }
    behind = behind(bytes, from, to, LEARNING_RATE);
    if (behind > 0) {
      learningRate = Decimal.of(bytes, behind, to);
    }
  }

  private static int behind(byte[] bytes, int from, int to, byte[][] names) {
    for (byte[] name : names) {
      if (to - from >= name.length
          && Arrays.equals(bytes, from, from + name.length, name, 0, name.length)) {
        return from + name.length;
      }
    }
    return -1;
  }

  private static byte[][] ascii(String... names) {
    byte[][] bytes = new byte[names.length][];
    for (int i = 0; i < names.length; i++) {
      bytes[i] = names[i].getBytes(StandardCharsets.US_ASCII);
    }
    return bytes;
  }
}
