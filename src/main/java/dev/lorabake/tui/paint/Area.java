package dev.lorabake.tui.paint;

/**
 * A rectangle of cells; column and row count from 0. One that does not fit is empty rather than an
 * error, so that a tiny terminal shows what it can.
 */
public record Area(int column, int row, int width, int height) {
  public Area {
    width = Math.max(0, width);
    height = Math.max(0, height);
  }

  public boolean isEmpty() {
    return width == 0 || height == 0;
  }

  /** Its upper rows. */
  public Area top(int rows) {
    return new Area(column, row, width, Math.min(rows, height));
  }

  /** What {@link #top} leaves. */
  public Area below(int rows) {
    int taken = Math.min(rows, height);
    return new Area(column, row + taken, width, height - taken);
  }

  /** Its lower rows. */
  public Area bottom(int rows) {
    int taken = Math.min(rows, height);
    return new Area(column, row + height - taken, width, taken);
  }

  /** What {@link #bottom} leaves. */
  public Area above(int rows) {
    return new Area(column, row, width, height - rows);
  }

  /** Its left columns. */
  public Area left(int columns) {
    return new Area(column, row, Math.min(columns, width), height);
  }

  /** What {@link #left} leaves. */
  public Area rightOf(int columns) {
    int taken = Math.min(columns, width);
    return new Area(column + taken, row, width - taken, height);
  }

  /**
   * The first row of a longer list to be shown, so that the cursor stands about in the middle.
   *
   * @param cursor the row that has to be seen, counted from 0
   * @param count of all rows
   */
  public int firstOf(int cursor, int count) {
    return Math.max(0, Math.min(cursor - height / 2, count - height));
  }

  /** Without one cell at each edge. */
  public Area inside() {
    return new Area(column + 1, row + 1, width - 2, height - 2);
  }

  public boolean contains(int atColumn, int atRow) {
    return atColumn >= column && atColumn < column + width && atRow >= row && atRow < row + height;
  }

  /** Whether some cell lies in both. */
  public boolean touches(Area other) {
    return column < other.column + other.width
        && other.column < column + width
        && row < other.row + other.height
        && other.row < row + height;
  }
}
