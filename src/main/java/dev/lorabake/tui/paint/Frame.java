package dev.lorabake.tui.paint;

import org.jspecify.annotations.Nullable;

/** A box with a title in its upper edge and a word in its lower one. */
public final class Frame {
  private Frame() {}

  /**
   * Paints it.
   *
   * @return the area inside
   */
  public static Area paint(Canvas canvas, Area area, @Nullable String title) {
    if (area.width() < 2 || area.height() < 2) {
      return area;
    }
    int right = area.width() - 1;
    int bottom = area.height() - 1;
    for (int column = 1; column < right; column++) {
      canvas.write(area, column, 0, "─", Ink.FRAME);
      canvas.write(area, column, bottom, "─", Ink.FRAME);
    }
    for (int row = 1; row < bottom; row++) {
      canvas.write(area, 0, row, "│", Ink.FRAME);
      canvas.write(area, right, row, "│", Ink.FRAME);
    }
    canvas.write(area, 0, 0, "┌", Ink.FRAME);
    canvas.write(area, right, 0, "┐", Ink.FRAME);
    canvas.write(area, 0, bottom, "└", Ink.FRAME);
    canvas.write(area, right, bottom, "┘", Ink.FRAME);
    if (title != null && right > 4) {
      canvas.write(area.left(right), 1, 0, " " + CellWidth.fit(title, right - 4) + " ", Ink.TITLE);
    }
    return area.inside();
  }

  /** Paints a line through a frame's area, joined to its edges, with a title in it. */
  public static void divide(Canvas canvas, Area area, int row, @Nullable String title) {
    int right = area.width() - 1;
    for (int column = 1; column < right; column++) {
      canvas.write(area, column, row, "─", Ink.FRAME);
    }
    canvas.write(area, 0, row, "├", Ink.FRAME);
    canvas.write(area, right, row, "┤", Ink.FRAME);
    if (title != null && right > 4) {
      canvas.write(
          area.left(right), 1, row, " " + CellWidth.fit(title, right - 4) + " ", Ink.TITLE);
    }
  }
}
