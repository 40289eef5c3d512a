package dev.lorabake.tui.paint;

/**
 * How many cells a character fills: 2 for those that East Asian terminals draw wide and for emoji,
 * 0 for marks that sit on the one before, else 1. Ranges after Unicode's EastAsianWidth.txt (W, F).
 */
public final class CellWidth {
  private static final int[][] WIDE = {
    {0x1100, 0x115F},
    {0x231A, 0x231B},
    {0x2329, 0x232A},
    {0x23E9, 0x23EC},
    {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},
    {0x25FD, 0x25FE},
    {0x2614, 0x2615},
    {0x2648, 0x2653},
    {0x267F, 0x267F},
    {0x2693, 0x2693},
    {0x26A1, 0x26A1},
    {0x26AA, 0x26AB},
    {0x26BD, 0x26BE},
    {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},
    {0x26D4, 0x26D4},
    {0x26EA, 0x26EA},
    {0x26F2, 0x26F3},
    {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},
    {0x26FD, 0x26FD},
    {0x2705, 0x2705},
    {0x270A, 0x270B},
    {0x2728, 0x2728},
    {0x274C, 0x274C},
    {0x274E, 0x274E},
    {0x2753, 0x2755},
    {0x2757, 0x2757},
    {0x2795, 0x2797},
    {0x27B0, 0x27B0},
    {0x27BF, 0x27BF},
    {0x2B1B, 0x2B1C},
    {0x2B50, 0x2B50},
    {0x2B55, 0x2B55},
    {0x2E80, 0x303E},
    {0x3040, 0x3247},
    {0x3250, 0xA4C6},
    {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAD9},
    {0xFE10, 0xFE19},
    {0xFE30, 0xFE6B},
    {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x16FE0, 0x16FE4},
    {0x16FF0, 0x16FF1},
    {0x17000, 0x18D08},
    {0x1AFF0, 0x1B122},
    {0x1B150, 0x1B152},
    {0x1B164, 0x1B2FB},
    {0x1F004, 0x1F004},
    {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E},
    {0x1F191, 0x1F19A},
    {0x1F200, 0x1F202},
    {0x1F210, 0x1F251},
    {0x1F260, 0x1F265},
    {0x1F300, 0x1F320},
    {0x1F32D, 0x1F335},
    {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393},
    {0x1F3A0, 0x1F3CA},
    {0x1F3CF, 0x1F3D3},
    {0x1F3E0, 0x1F3F0},
    {0x1F3F4, 0x1F3F4},
    {0x1F3F8, 0x1F43E},
    {0x1F440, 0x1F440},
    {0x1F442, 0x1F4FC},
    {0x1F4FF, 0x1F53D},
    {0x1F54B, 0x1F54E},
    {0x1F550, 0x1F567},
    {0x1F57A, 0x1F57A},
    {0x1F595, 0x1F596},
    {0x1F5A4, 0x1F5A4},
    {0x1F5FB, 0x1F64F},
    {0x1F680, 0x1F6C5},
    {0x1F6CC, 0x1F6CC},
    {0x1F6D0, 0x1F6D2},
    {0x1F6D5, 0x1F6DF},
    {0x1F6EB, 0x1F6EC},
    {0x1F6F4, 0x1F6FC},
    {0x1F7E0, 0x1F7F0},
    {0x1F90C, 0x1F93A},
    {0x1F93C, 0x1F945},
    {0x1F947, 0x1F9FF},
    {0x1FA70, 0x1FAFF},
    {0x20000, 0x3FFFD}
  };

  /** Hangul's joining vowels and final consonants, as macOS writes the names of files. */
  private static final int VOWELS = 0x1160;

  private static final int FINALS = 0x11FF;

  private CellWidth() {}

  public static int of(int codePoint) {
    int type = Character.getType(codePoint);
    boolean jamo = codePoint >= VOWELS && codePoint <= FINALS; // they join the one before
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || jamo) {
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

  /** The end of a text that is cut to so many cells: of a path it tells more than its beginning. */
  public static String fitEnd(String text, int cells) {
    if (of(text) <= cells) {
      return text;
    }
    int from = text.length();
    int used = 1;
    while (from > 0) {
      int point = text.codePointBefore(from);
      if (used + of(point) > cells) {
        break;
      }
      used += of(point);
      from -= Character.charCount(point);
    }
    return cells <= 0 ? "" : "…" + text.substring(from);
  }
}
