package dev.lorabake.tui.paint;

import dev.lorabake.Visible;
import java.awt.image.BufferedImage;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A grid of cells to be painted on. What lies outside is cut off. Every text goes through {@link
 * Visible}, so that nothing from outside steers the terminal.
 */
public final class Canvas {
  private final int width;
  private final int height;
  private final Glyphs glyphs;
  private final Cell[] cells;
  private final List<Spot> spots = new ArrayList<>();
  private final List<Drawn> pictures = new ArrayList<>();

  private record Spot(Area area, Object what) {}

  /**
   * A picture and the cells that it fills, for terminals that show more than cells.
   *
   * @param halfRows its height in half cells: of the last row it may fill the upper half only
   */
  public record Drawn(Area area, int halfRows, BufferedImage picture) {}

  public Canvas(int width, int height, Glyphs glyphs) {
    this.width = Math.max(0, width);
    this.height = Math.max(0, height);
    this.glyphs = glyphs;
    cells = new Cell[this.width * this.height];
    Arrays.fill(cells, Cell.BLANK);
  }

  public Area area() {
    return new Area(0, 0, width, height);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public Glyphs glyphs() {
    return glyphs;
  }

  public Cell cell(int column, int row) {
    return cells[row * width + column];
  }

  /** Sets a cell; of a wide character of which it covers one half, nothing is left. */
  public void set(int column, int row, Cell cell) {
    if (column >= 0 && column < width && row >= 0 && row < height) {
      int at = row * width + column;
      if (column > 0 && isRightHalf(cells[at]) && !isRightHalf(cell)) {
        cells[at - 1] = blank(cells[at - 1]);
      }
      if (column + 1 < width && isRightHalf(cells[at + 1]) && !isRightHalf(cells[at])) {
        cells[at + 1] = blank(cells[at + 1]);
      }
      cells[at] = cell;
    }
  }

  private static boolean isRightHalf(Cell cell) {
    return cell.glyph().isEmpty();
  }

  private static Cell blank(Cell cell) {
    return new Cell(" ", cell.ink(), null, null);
  }

  /**
   * Writes a line of text into an area's row, cut off with an ellipsis where it is too long.
   *
   * @param column counts from the area's left edge
   * @param row counts from its upper edge; nothing is written outside of it
   * @return the column after the text
   */
  public int write(Area area, int column, int row, String text, Ink ink) {
    if (row < 0 || row >= area.height() || column >= area.width()) {
      return column;
    }
    int at = column;
    for (int point : CellWidth.fit(composed(text), area.width() - column).codePoints().toArray()) {
      int cells = CellWidth.of(point);
      if (cells == 0) {
        continue;
      }
      String glyph = glyphs.of(Character.toString(point));
      set(area.column() + at, area.row() + row, Cell.of(glyph.substring(0, cut(glyph)), ink));
      if (cells == 2) {
        boolean split = glyphs == Glyphs.ASCII;
        set(area.column() + at + 1, area.row() + row, Cell.of(split ? "?" : "", ink));
      }
      at += cells;
    }
    return at;
  }

  /** Safe to show, letters and their marks as one where there is such a letter. */
  private static String composed(String text) {
    return Normalizer.normalize(Visible.line(text), Normalizer.Form.NFC);
  }

  /** In plain signs a wide character is two of them, each in its own cell. */
  private static int cut(String glyph) {
    return glyph.codePointCount(0, glyph.length()) == 1 ? glyph.length() : 1;
  }

  /** Writes a line that ends at the area's right edge. */
  public void writeRight(Area area, int row, String text, Ink ink) {
    write(area, Math.max(0, area.width() - CellWidth.of(composed(text))), row, text, ink);
  }

  /**
   * Makes an area one that can be clicked.
   *
   * @param what is answered for a click there; of areas above each other the last one counts
   */
  public void clickable(Area area, Object what) {
    spots.add(new Spot(area, what));
  }

  /** Tells of a picture whose cells were painted. */
  void drawn(Drawn picture) {
    pictures.add(picture);
  }

  /** The pictures that nothing was painted over, such as the page of keys. */
  public List<Drawn> pictures() {
    return pictures.stream().filter(drawn -> isWhole(drawn.area)).toList();
  }

  private boolean isWhole(Area area) {
    for (int row = area.row(); row < area.row() + area.height(); row++) {
      for (int column = area.column(); column < area.column() + area.width(); column++) {
        if (column >= width || row >= height || cell(column, row).front() == null) {
          return false;
        }
      }
    }
    return true;
  }

  /** What was made clickable at this cell. */
  public Optional<Object> at(int column, int row) {
    return spots.reversed().stream()
        .filter(spot -> spot.area.contains(column, row))
        .map(Spot::what)
        .findFirst();
  }

  /** Paints a whole row in one ink, as it is: for the item under the cursor. */
  public void ink(Area area, int row, Ink ink) {
    for (int column = 0; column < area.width(); column++) {
      int x = area.column() + column;
      int y = area.row() + row;
      if (x < width && y < height && row < area.height()) {
        cells[y * width + x] = new Cell(cell(x, y).glyph(), ink, null, null);
      }
    }
  }

  /** Whether the other one has the same cells. */
  public boolean looksAs(Canvas other) {
    return width == other.width
        && Arrays.equals(cells, other.cells)
        && pictures.equals(other.pictures);
  }

  /** The glyphs as lines without blanks at their ends. */
  public String text() {
    StringBuilder out = new StringBuilder();
    for (int row = 0; row < height; row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < width; column++) {
        line.append(cell(column, row).glyph());
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }
}
