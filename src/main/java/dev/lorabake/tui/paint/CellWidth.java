package dev.lorabake.tui.paint;

/**
 * How many cells a character fills: 2 for those that East Asian terminals draw wide and for emoji,
 * 0 for marks that sit on the one before, else 1. Ranges after Unicode's EastAsianWidth.txt (W, F).
 */
public final class CellWidth {
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x231A, 0x231B},
    {0x23E9, 0x23EC},
    {0x2614, 0x2615},
    {0x26A1, 0x26A1},
    {0x2705, 0x2705},
    {0x274C, 0x274C},
    {0x2753, 0x2755},
    {0x2B1B, 0x2B1C},
    {0x2B50, 0x2B50},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},
    {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF},
    {0x1F900, 0x1F9FF},
    {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD}
  };

  private CellWidth() {}

  public static int of(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (codePoint < range[0]) {
        return 1;
      }
      if (codePoint <= range[1]) {
        return 2;
      }
    }
    return 1;
  }

  /** The cells of a whole text. */
  public static int of(String text) {
    return text.codePoints().map(CellWidth::of).sum();
  }

  /** The text cut to so many cells, with an ellipsis where something was cut off. */
  public static String fit(String text, int cells) {
    if (of(text) <= cells) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int used = 0;
    for (int point : text.codePoints().toArray()) {
      int width = of(point);
      if (used + width > cells - 1) {
        break;
      }
      out.appendCodePoint(point);
      used += width;
    }
    return cells <= 0 ? "" : out.append('…').toString();
  }
}
