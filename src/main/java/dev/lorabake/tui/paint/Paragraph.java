package dev.lorabake.tui.paint;

import dev.lorabake.Visible;
import java.util.ArrayList;
import java.util.List;

/** Text filled to a width in cells. */
public final class Paragraph {
  private Paragraph() {}

  /** Its lines; a word that is longer than a line is cut into pieces. */
  public static List<String> lines(String text, int width) {
    List<String> lines = new ArrayList<>();
    if (width <= 0) {
      return lines;
    }
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : Visible.line(text).strip().split("\\s+", -1)) {
      String rest = word;
      while (CellWidth.of(rest) > width) {
        if (used > 0) {
          lines.add(line.toString());
          line.setLength(0);
          used = 0;
        }
        String piece = piece(rest, width);
        lines.add(piece);
        rest = rest.substring(piece.length());
      }
      int cells = CellWidth.of(rest);
      if (used > 0 && used + 1 + cells > width) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      if (used > 0) {
        line.append(' ');
        used++;
      }
      line.append(rest);
      used += cells;
    }
    if (used > 0) {
      lines.add(line.toString());
    }
    return lines;
  }

  private static String piece(String word, int width) {
    int used = 0;
    int end = 0;
    while (end < word.length()) {
      int point = word.codePointAt(end);
      if (used + CellWidth.of(point) > width && end > 0) {
        break;
      }
      used += CellWidth.of(point);
      end += Character.charCount(point);
    }
    return word.substring(0, end);
  }

  /**
   * Paints it over the lowest rows, as many as it needs: a question is of no use without its end.
   */
  public static void paintLowest(Canvas canvas, Area area, String text, Ink ink) {
    List<String> lines = lines(text, area.width() - 2);
    Area rows = area.bottom(lines.size());
    for (int row = 0; row < rows.height(); row++) {
      canvas.write(rows, 0, row, " ".repeat(rows.width()), Ink.TEXT);
      canvas.write(rows, 1, row, lines.get(row), ink);
    }
  }

  /** Paints it from the upper left corner; answers the row below the last one. */
  public static int paint(Canvas canvas, Area area, int row, String text, Ink ink) {
    int at = row;
    for (String line : lines(text, area.width())) {
      canvas.write(area, 0, at++, line, ink);
    }
    return at;
  }
}
