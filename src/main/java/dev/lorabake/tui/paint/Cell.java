package dev.lorabake.tui.paint;

import org.jspecify.annotations.Nullable;

/**
 * One cell of the screen.
 *
 * @param glyph one character; empty for the right half of a wide one
 * @param front in place of the ink's colour, for pictures
 * @param back behind the glyph, for pictures
 */
public record Cell(String glyph, Ink ink, @Nullable Rgb front, @Nullable Rgb back) {
  public static final Cell BLANK = new Cell(" ", Ink.TEXT, null, null);

  static Cell of(String glyph, Ink ink) {
    return new Cell(glyph, ink, null, null);
  }
}
