package dev.lorabake.log;

import java.util.Arrays;

/**
 * Removes terminal control sequences: colours, cursor movements (tqdm prints them on pipes too, for
 * nested bars) and the hyperlinks that rich puts around file names on a terminal.
 */
final class EscapeSequences {
  private static final byte ESCAPE = 0x1b;
  private static final byte BELL = 0x07;

  private EscapeSequences() {}

  static boolean in(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == ESCAPE) {
        return true;
      }
    }
    return false;
  }

  /** A copy of the range without sequences; one that is cut off at the end goes as well. */
  static byte[] removed(byte[] bytes, int from, int to) {
    byte[] kept = new byte[to - from];
    int length = 0;
    int i = from;
    while (i < to) {
      if (bytes[i] == ESCAPE) {
        i = behind(bytes, i, to);
      } else {
        kept[length++] = bytes[i++];
      }
    }
    return Arrays.copyOf(kept, length);
  }

  /** The index behind the sequence that begins at {@code at}. */
  private static int behind(byte[] bytes, int at, int to) {
    int i = at + 1;
    if (i >= to) {
      return to;
    }
    return switch (bytes[i]) {
      case '[' -> behindControl(bytes, i + 1, to);
      case ']' -> behindCommand(bytes, i + 1, to);
      default -> bytes[i] > ' ' ? i + 1 : i;
    };
  }

  /** {@code ESC [ parameters letter}. */
  private static int behindControl(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] >= 0x20 && bytes[i] <= 0x3f) {
      i++;
    }
    return i < to && bytes[i] >= 0x40 ? i + 1 : i;
  }

  /** {@code ESC ] text BEL}, or with {@code ESC \} at the end. */
  private static int behindCommand(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && bytes[i] != BELL && bytes[i] != ESCAPE) {
      i++;
    }
    if (i < to && bytes[i] == BELL) {
      return i + 1;
    }
    return i + 1 < to && bytes[i + 1] == '\\' ? i + 2 : i;
  }
}
