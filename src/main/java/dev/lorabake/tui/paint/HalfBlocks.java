package dev.lorabake.tui.paint;

import java.awt.image.BufferedImage;

/** A picture in half blocks: each cell shows two pixels, one above the other, in true colour. */
public final class HalfBlocks {
  /** Pixels of a half cell's side that count: all of them would cost a large picture its speed. */
  private static final int COUNTED = 8;

  private HalfBlocks() {}

  /** Paints it as large as fits, with its proportions, from the upper left corner. */
  public static void paint(Canvas canvas, Area area, BufferedImage picture) {
    if (area.isEmpty() || picture.getWidth() == 0 || picture.getHeight() == 0) {
      return;
    }
    double scale =
        Math.min(
            (double) area.width() / picture.getWidth(),
            (double) area.height() * 2 / picture.getHeight());
    int columns = Math.clamp(Math.round(picture.getWidth() * scale), 1, area.width());
    int rows = Math.clamp(Math.round(picture.getHeight() * scale), 1, area.height() * 2);
    Area filled = new Area(area.column(), area.row(), columns, (rows + 1) / 2);
    canvas.drawn(new Canvas.Drawn(filled, rows, picture));
    for (int row = 0; row < rows; row += 2) {
      for (int column = 0; column < columns; column++) {
        Rgb upper = mean(picture, column, row, columns, rows);
        Rgb lower = row + 1 < rows ? mean(picture, column, row + 1, columns, rows) : null;
        canvas.set(
            area.column() + column,
            area.row() + row / 2,
            new Cell(canvas.glyphs().of("▀"), Ink.TEXT, upper, lower));
      }
    }
  }

  /** The mean colour of the pixels that fall into one half cell. */
  private static Rgb mean(BufferedImage picture, int column, int row, int columns, int rows) {
    int left = column * picture.getWidth() / columns;
    int right = Math.max(left + 1, (column + 1) * picture.getWidth() / columns);
    int top = row * picture.getHeight() / rows;
    int bottom = Math.max(top + 1, (row + 1) * picture.getHeight() / rows);
    long red = 0;
    long green = 0;
    long blue = 0;
    long count = 0;
    int down = Math.max(1, (bottom - top) / COUNTED);
    int across = Math.max(1, (right - left) / COUNTED);
    for (int y = top; y < bottom; y += down) {
      for (int x = left; x < right; x += across) {
        count++;
        Rgb pixel = Rgb.of(picture.getRGB(x, y));
        red += pixel.red();
        green += pixel.green();
        blue += pixel.blue();
      }
    }
    return new Rgb((int) (red / count), (int) (green / count), (int) (blue / count));
  }
}
