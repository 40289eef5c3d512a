package dev.lorabake.tui.paint;

/** A bar that is filled to an eighth of a cell. */
public final class Bar {
  private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

  private Bar() {}

  /**
   * Paints it into one row.
   *
   * @param part 0 to 1; what is above or below is cut off
   */
  public static void paint(
      Canvas canvas, Area area, int column, int row, int cells, double part, Ink ink) {
    double bounded = Double.isNaN(part) ? 0 : Math.clamp(part, 0.0, 1.0);
    int eighths = (int) Math.floor(bounded * cells * 8 + 1e-9);
    int whole = eighths / 8;
    canvas.write(area, column, row, "█".repeat(whole), ink);
    int at = whole;
    if (eighths % 8 > 0 && canvas.glyphs() == Glyphs.UNICODE) {
      canvas.write(area, column + at, row, EIGHTHS[eighths % 8], ink);
      at++;
    }
    canvas.write(area, column + at, row, "░".repeat(Math.max(0, cells - at)), Ink.DIM);
  }
}
