package dev.lorabake.tui.lanterna;

import org.jspecify.annotations.Nullable;

/** A width and a height in pixels. */
record PixelSize(int width, int height) {
  /** What sixel graphics were made for: the cells of DEC's VT340. */
  static final PixelSize VT340_CELL = new PixelSize(10, 20);

  /** No terminal has cells beyond these; whatever says so is not believed. */
  private static final int LARGEST_CELL = 256;

  boolean isCell() {
    return width > 0 && height > 0 && width <= LARGEST_CELL && height <= LARGEST_CELL;
  }

  /** Of the area of all cells, one cell; null where it is not a whole number of pixels. */
  @Nullable PixelSize cellOf(int columns, int rows) {
    boolean whole = columns > 0 && rows > 0 && width % columns == 0 && height % rows == 0;
    PixelSize cell = whole ? new PixelSize(width / columns, height / rows) : this;
    return whole && cell.isCell() ? cell : null;
  }
}
