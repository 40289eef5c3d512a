package dev.lorabake.tui;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;

/** In the place of a screen that could not be painted: keys go on working. */
final class BrokenPage {
  private BrokenPage() {}

  static void paint(Canvas canvas, Faults.Told told) {
    Area text = canvas.area().rightOf(1).left(canvas.width() - 2);
    int row = Paragraph.paint(canvas, text, 0, "This screen cannot be shown.", Ink.TITLE);
    row = Paragraph.paint(canvas, text, row, told.message(), Ink.ERROR);
    row = Paragraph.paint(canvas, text, row, told.help(), Ink.TEXT);
    Paragraph.paint(canvas, text, row + 1, "Esc goes back.", Ink.TEXT);
  }
}
