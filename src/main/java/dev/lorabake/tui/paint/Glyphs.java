package dev.lorabake.tui.paint;

/** The signs of the screen: Unicode, or what every terminal has. */
public enum Glyphs {
  UNICODE,
  ASCII;

  /** The glyph itself, or the nearest that this set has, always of the same width. */
  public String of(String glyph) {
    return this == UNICODE ? glyph : plain(glyph);
  }

  /** The name of a key: an arrow would be one of several letters. */
  public String key(String shown) {
    if (this == UNICODE) {
      return shown;
    }
    return switch (shown) {
      case "↑" -> "Up";
      case "↓" -> "Down";
      case "←" -> "Left";
      case "→" -> "Right";
      default -> shown;
    };
  }

  private static String plain(String glyph) {
    int point = glyph.codePointAt(0);
    if (point < 0x80) {
      return glyph;
    }
    String plain =
        switch (glyph) {
          case "─", "━", "┄", "╌" -> "-";
          case "│", "┃" -> "|";
          case "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼", "╭", "╮", "╰", "╯" -> "+";
          case "█", "▉", "▊", "▋" -> "#";
          case "▌", "▍", "▎", "░" -> ".";
          case "▏" -> "_"; // where typing goes on
          case "✓" -> "v";
          case "✗" -> "x";
          case "▲", "↑" -> "^";
          case "▼", "▾", "↓" -> "v";
          case "●", "•" -> "*";
          case "◦" -> "o";
          case "·" -> ".";
          case "›", "▶", "→" -> ">";
          case "‹", "◀", "←" -> "<";
          case "…" -> "~"; // a full stop would say that nothing is missing
          case "–", "—" -> "-";
          case "×" -> "x";
          case "°" -> "'";
          case "▀", "▄" -> "#";
          default -> point >= 0x2800 && point <= 0x28FF ? braille(point) : "?";
        };
    return CellWidth.of(point) == 2 ? plain + plain : plain;
  }

  /** A cell of a chart: where its dots lie, roughly. */
  private static String braille(int point) {
    int dots = point & 0xFF;
    if (dots == 0) {
      return " ";
    }
    boolean upper = (dots & 0b00011011) != 0;
    boolean lower = (dots & 0b11100100) != 0;
    return upper && lower ? ":" : upper ? "'" : ".";
  }
}
