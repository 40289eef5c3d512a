package dev.lorabake.log;

import java.nio.charset.StandardCharsets;

/**
 * Bytes of a log as text. They are UTF-8 or meant to be: what is malformed becomes U+FFFD just
 * where {@link String} puts it, but the JDK takes many times as long for that as for text.
 */
final class Utf8 {
  private static final char REPLACEMENT = '\ufffd';

  /** Bytes from 0x80 up to here begin nothing. */
  private static final byte FIRST_OF_TWO = (byte) 0xc2;

  private char[] characters = new char[512];

  String text(byte[] bytes, int from, int to) {
    int ascii = from;
    while (ascii < to && bytes[ascii] >= 0) {
      ascii++;
    }
    if (ascii == to) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
    if (characters.length < to - from) {
      characters = new char[Math.max(to - from, 2 * characters.length)];
    }
    char[] into = characters;
    int length = 0;
    int i = from;
    while (i < to) {
      byte b = bytes[i];
      if (b >= 0) {
        into[length++] = (char) b;
        i++;
        continue;
      }
      if (b < FIRST_OF_TWO) {
        into[length++] = REPLACEMENT;
        i++;
        continue;
      }
      int count = sequence(bytes, i, to);
      switch (count) {
        case 2 -> into[length++] = (char) ((b & 0x1f) << 6 | (bytes[i + 1] & 0x3f));
        case 3 -> {
          char c = (char) ((b & 0xf) << 12 | (bytes[i + 1] & 0x3f) << 6 | (bytes[i + 2] & 0x3f));
          into[length++] = Character.isSurrogate(c) ? REPLACEMENT : c;
        }
        case 4 -> {
          int codePoint =
              (b & 7) << 18
                  | (bytes[i + 1] & 0x3f) << 12
                  | (bytes[i + 2] & 0x3f) << 6
                  | (bytes[i + 3] & 0x3f);
          into[length++] = Character.highSurrogate(codePoint);
          into[length++] = Character.lowSurrogate(codePoint);
        }
        default -> into[length++] = REPLACEMENT;
      }
      i += Math.abs(count);
    }
    return new String(into, 0, length);
  }

  /**
   * The length of the sequence that begins there; of a malformed one less than zero: how many bytes
   * one U+FFFD stands for, which are those that could have begun a character.
   */
  private static int sequence(byte[] bytes, int at, int to) {
    int b = bytes[at] & 0xff;
    if (b > 0xf4) {
      return -1;
    }
    int length = b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    if (at + 1 >= to || !isSecond(b, bytes[at + 1] & 0xff)) {
      return -1;
    }
    for (int i = 2; i < length; i++) {
      if (at + i >= to || bytes[at + i] >= (byte) 0xc0) {
        return -i;
      }
    }
    return length;
  }

  /** Whether it goes with the first: no overlong form, nothing past the last. */
  private static boolean isSecond(int first, int second) {
    return switch (first) {
      case 0xe0 -> second >= 0xa0 && second < 0xc0;
      case 0xf0 -> second >= 0x90 && second < 0xc0;
      case 0xf4 -> second >= 0x80 && second < 0x90;
      default -> second >= 0x80 && second < 0xc0;
    };
  }
}
