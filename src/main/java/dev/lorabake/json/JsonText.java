package dev.lorabake.json;

import dev.lorabake.Visible;
import java.nio.charset.StandardCharsets;

/**
 * Puts texts as JSON into bytes of UTF-8. What is unsafe to show is escaped, as by {@link
 * Visible#json}.
 */
final class JsonText {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
  };

  /** The most bytes that one character comes to: a control character is {@code \}{@code u001B}. */
  private static final int MOST_BYTES = 6;

  /** How an ASCII character is written: 0 as it is, 1 in hexadecimal, else by that letter. */
  private static final byte[] ESCAPES = escapes();

  /** Where a byte of Latin-1 is no ASCII character that is written as it is, or may be none. */
  private static final boolean[] ODD = odd();

  private JsonText() {}

  /** The most bytes that the text takes. */
  static int most(String text) {
    return MOST_BYTES * text.length() + 2;
  }

  /** Puts the text in quotes at that place and returns the one behind it. */
  static int put(String text, byte[] to, int from) {
    int at = from;
    to[at++] = '"';
    // costs one copy where the text is Latin-1; what is not comes out as a question mark
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    int plain = 0;
    while (plain < latin.length && !ODD[latin[plain] & 0xff]) {
      plain++;
    }
    System.arraycopy(latin, 0, to, at, plain);
    at = plain < text.length() ? put(text, plain, to, at + plain) : at + plain;
    to[at++] = '"';
    return at;
  }

  /** Puts the text from that index on. */
  private static int put(String text, int begin, byte[] to, int from) {
    int at = from;
    int length = text.length();
    for (int i = begin; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        if (Character.isHighSurrogate(c)
            && i + 1 < length
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          at = supplementary(Character.toCodePoint(c, text.charAt(++i)), to, at);
        } else {
          at = beyondAscii(c, to, at);
        }
      } else if (ESCAPES[c] == 0) {
        to[at++] = (byte) c;
      } else {
        at = escaped(c, to, at);
      }
    }
    return at;
  }

  /** Half a character is written as Java's encoder does. */
  private static int beyondAscii(char c, byte[] to, int from) {
    if (!Character.isSurrogate(c) && Visible.isUnsafe(c)) {
      return unit(c, to, from);
    }
    int at = from;
    if (c < 0x800) {
      to[at++] = (byte) (0xc0 | c >> 6);
    } else if (Character.isSurrogate(c)) {
      to[at++] = '?';
      return at;
    } else {
      to[at++] = (byte) (0xe0 | c >> 12);
      to[at++] = (byte) (0x80 | (c >> 6 & 0x3f));
    }
    to[at++] = (byte) (0x80 | (c & 0x3f));
    return at;
  }

  private static int supplementary(int codePoint, byte[] to, int from) {
    if (Visible.isUnsafe(codePoint)) {
      int half = unit(Character.highSurrogate(codePoint), to, from);
      return unit(Character.lowSurrogate(codePoint), to, half);
    }
    int at = from;
    to[at++] = (byte) (0xf0 | codePoint >> 18);
    to[at++] = (byte) (0x80 | (codePoint >> 12 & 0x3f));
    to[at++] = (byte) (0x80 | (codePoint >> 6 & 0x3f));
    to[at++] = (byte) (0x80 | (codePoint & 0x3f));
    return at;
  }

  private static int escaped(char c, byte[] to, int from) {
    if (ESCAPES[c] == 1) {
      return unit(c, to, from);
    }
    to[from] = '\\';
    to[from + 1] = ESCAPES[c];
    return from + 2;
  }

  /** In hexadecimal. */
  private static int unit(char c, byte[] to, int from) {
    int at = from;
    to[at++] = '\\';
    to[at++] = 'u';
    for (int shift = 12; shift >= 0; shift -= 4) {
      to[at++] = HEX[c >> shift & 0xf];
    }
    return at;
  }

  private static boolean[] odd() {
    boolean[] odd = new boolean[0x100];
    for (int c = 0; c < odd.length; c++) {
      odd[c] = c >= 0x80 || c == '?' || ESCAPES[c] != 0;
    }
    return odd;
  }

  private static byte[] escapes() {
    byte[] escapes = new byte[0x80];
    for (int c = 0; c < ' '; c++) {
      escapes[c] = 1;
    }
    escapes[0x7f] = 1;
    escapes['\b'] = 'b';
    escapes['\t'] = 't';
    escapes['\n'] = 'n';
    escapes['\f'] = 'f';
    escapes['\r'] = 'r';
    escapes['"'] = '"';
    escapes['\\'] = '\\';
    return escapes;
  }
}
