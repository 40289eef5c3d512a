package dev.lorabake.cli;

import dev.lorabake.Visible;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/** Passes JSON on with {@link Visible#json}, in pieces as they come. */
final class SafeJsonWriter extends FilterWriter {
  /** A first half of a character whose second half is yet to come; 0 for none. */
  private char half;

  SafeJsonWriter(Writer out) {
    super(out);
  }

  @Override
  public void write(int unit) throws IOException {
    write(new char[] {(char) unit}, 0, 1);
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    char[] units = new char[length];
    text.getChars(from, from + length, units, 0);
    write(units, 0, length);
  }

  @Override
  public void write(char[] units, int from, int length) throws IOException {
    if (length == 0) {
      return;
    }
    if (half == 0 && isPlain(units, from, length)) {
      out.write(units, from, length);
      return;
    }
    String text = half == 0 ? "" : String.valueOf(half);
    text += String.valueOf(units, from, length);
    char last = text.charAt(text.length() - 1);
    half = Character.isHighSurrogate(last) ? last : 0;
    out.write(Visible.json(half == 0 ? text : text.substring(0, text.length() - 1)));
  }

  /** Nearly all of it is. */
  private static boolean isPlain(char[] units, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (units[i] > '~' || (units[i] < ' ' && units[i] != '\n')) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    flush(); // the stream below is not ours
  }
}
