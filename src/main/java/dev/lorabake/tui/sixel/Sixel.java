package dev.lorabake.tui.sixel;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A picture as sixel graphics: bands of six rows, in each band one line a colour, in which a sign
 * stands for six pixels above each other (DEC STD 070, VT330/VT340 manual chapter 14).
 */
public final class Sixel {
  /** Colours that every terminal of today gives a picture, unless it says otherwise. */
  public static final int COLOURS = 256;

  private static final int BAND = 6;

  private Sixel() {}

  /**
   * The whole sequence, from {@code ESC P} to {@code ESC \}; it draws from where the cursor stands.
   * See-through pixels are left as they are.
   *
   * @param colours at most, 2 to 256
   */
  public static byte[] of(BufferedImage picture, int colours) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
    ColourTable table = ColourTable.of(pixels, colours);
    StringBuilder out = new StringBuilder(width * height);
    out.append("\u001bP0;1;0q\"1;1;").append(width).append(';').append(height);
    for (int i = 0; i < table.size(); i++) {
      int colour = table.colour(i);
      out.append('#').append(i).append(";2;");
      out.append(ColourTable.percent(colour >> 16 & 0xFF)).append(';');
      out.append(ColourTable.percent(colour >> 8 & 0xFF)).append(';');
      out.append(ColourTable.percent(colour & 0xFF));
    }
    short[] indexes = Dither.of(pixels, width, table);
    byte[][] lines = new byte[table.size()][width];
    boolean[] used = new boolean[table.size()];
    for (int top = 0; top < height; top += BAND) {
      if (top > 0) {
        out.append('-'); // none behind the last band: it might scroll
      }
      int rows = Math.min(BAND, height - top);
      for (int at = 0; at < rows * width; at++) {
        short index = indexes[top * width + at];
        if (index != Dither.NOTHING) {
          lines[index][at % width] |= (byte) (1 << (at / width));
          used[index] = true;
        }
      }
      appendBand(out, lines, used);
    }
    return out.append("\u001b\\").toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes what is used, and leaves it blank for the next band. */
  private static void appendBand(StringBuilder out, byte[][] lines, boolean[] used) {
    boolean first = true;
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        if (!first) {
          out.append('$');
        }
        first = false;
        out.append('#').append(i);
        appendLine(out, lines[i]);
        Arrays.fill(lines[i], (byte) 0);
        used[i] = false;
      }
    }
  }

  private static void appendLine(StringBuilder out, byte[] line) {
    int end = line.length;
    while (line[end - 1] == 0) {
      end--;
    }
    for (int from = 0; from < end; ) {
      int to = from + 1;
      while (to < end && line[to] == line[from]) {
        to++;
      }
      char sign = (char) ('?' + line[from]);
      if (to - from > 3) {
        out.append('!').append(to - from).append(sign);
      } else {
        out.repeat(sign, to - from);
      }
      from = to;
    }
  }
}
