package dev.lorabake.tui.paint;

import java.util.List;

/** Lines of a chart in braille: two columns and four rows of dots in a cell. */
public final class BrailleChart {
  /** Bit of the dot at column 0 or 1, row 0 to 3 of a cell, as Unicode numbers them. */
  private static final int[][] DOTS = {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}};

  private final Area area;
  private final int[][] dots;
  private final Ink[][] inks;

  public BrailleChart(Area area) {
    this.area = area;
    dots = new int[area.height()][area.width()];
    inks = new Ink[area.height()][area.width()];
  }

  /** A point: {@code x} and {@code y} from 0 (left, bottom) to 1. */
  public record Point(double x, double y) {}

  /** Draws a line through the points; a later line lies above an earlier one. */
  public BrailleChart line(List<Point> points, Ink ink) {
    return line(points, ink, false);
  }

  /** As a line, of dashes: told from one where there are no colours. */
  public BrailleChart dashed(List<Point> points, Ink ink) {
    return line(points, ink, true);
  }

  private BrailleChart line(List<Point> points, Ink ink, boolean dashed) {
    for (int i = 0; i < points.size(); i++) {
      Point to = points.get(i);
      Point from = i == 0 ? to : points.get(i - 1);
      segment(from, to, ink, dashed);
    }
    return this;
  }

  private void segment(Point from, Point to, Ink ink, boolean dashed) {
    int columns = area.width() * 2;
    int rows = area.height() * 4;
    double fromX = from.x() * (columns - 1);
    double fromY = (1 - from.y()) * (rows - 1);
    double toX = to.x() * (columns - 1);
    double toY = (1 - to.y()) * (rows - 1);
    int steps =
        Math.max(1, (int) Math.ceil(Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY))));
    for (int i = 0; i <= steps; i++) {
      double part = (double) i / steps;
      int x = (int) Math.round(fromX + part * (toX - fromX));
      int y = (int) Math.round(fromY + part * (toY - fromY));
      if (!dashed || (x + y) / 2 % 2 == 0 || from.equals(to)) {
        dot(x, y, ink);
      }
    }
  }

  private void dot(int x, int y, Ink ink) {
    int column = x / 2;
    int row = y / 4;
    if (x >= 0 && y >= 0 && column < area.width() && row < area.height()) {
      dots[row][column] |= DOTS[x % 2][y % 4];
      inks[row][column] = ink;
    }
  }

  public void paint(Canvas canvas) {
    for (int row = 0; row < area.height(); row++) {
      for (int column = 0; column < area.width(); column++) {
        if (dots[row][column] != 0) {
          String glyph = Character.toString(0x2800 + dots[row][column]);
          canvas.write(area, column, row, glyph, inks[row][column]);
        }
      }
    }
  }
}
