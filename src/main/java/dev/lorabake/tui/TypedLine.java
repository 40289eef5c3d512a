package dev.lorabake.tui;

import dev.lorabake.Visible;
import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Ink;

/** How a line looks while it is typed. */
public final class TypedLine {
  private TypedLine() {}

  /** The text with the cursor as an inverted cell, moved so that the cursor is seen. */
  public static void paint(Canvas canvas, Area area, int row, LineEditor line) {
    int[] points = (line.text() + " ").codePoints().toArray();
    int first = line.cursor();
    int used = cells(points[first]);
    while (first > 0 && used + cells(points[first - 1]) <= area.width()) {
      used += cells(points[--first]);
    }
    int column = 0;
    for (int i = first; i < points.length && column + cells(points[i]) <= area.width(); i++) {
      Ink ink = i == line.cursor() ? Ink.FOCUS : Ink.TITLE;
      column = canvas.write(area, column, row, Character.toString(points[i]), ink);
    }
    for (int i = column; i < area.width(); i++) {
      canvas.write(area, i, row, " ", Ink.TEXT);
    }
  }

  /** As it is painted: what cannot be shown is an escape of several cells. */
  private static int cells(int point) {
    return CellWidth.of(Visible.line(Character.toString(point)));
  }
}
