package dev.lorabake.tui.lanterna;

import dev.lorabake.tui.paint.Cell;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.paint.Rgb;

/** Pictures where a terminal has no colours for them: how bright a cell is, by how full it is. */
final class Shades {
  private static final String UNICODE = " ░▒▓█";
  private static final String ASCII = " .:+#";

  private Shades() {}

  /** The sign for a cell of a picture; a cell without a lower pixel is as its upper one. */
  static String of(Cell cell, Rgb front, Glyphs glyphs) {
    Rgb back = cell.back();
    double bright = back == null ? bright(front) : (bright(front) + bright(back)) / 2;
    String signs = glyphs == Glyphs.UNICODE ? UNICODE : ASCII;
    int index = Math.min(signs.length() - 1, (int) (bright * signs.length()));
    return signs.substring(index, index + 1);
  }

  /** From 0 to 1, by the weights of ITU-R BT.601. */
  private static double bright(Rgb colour) {
    return (0.299 * colour.red() + 0.587 * colour.green() + 0.114 * colour.blue()) / 255;
  }
}
