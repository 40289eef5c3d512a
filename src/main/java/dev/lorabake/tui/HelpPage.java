package dev.lorabake.tui;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.Ink;
import java.util.List;

/** Every key of a screen with what it does, and why it does nothing now. */
final class HelpPage {
  private static final int KEYS = 14;

  private HelpPage() {}

  static void paint(Canvas canvas, Area area, String title, List<Offer> offers) {
    int rows = Math.min(area.height(), offers.size() + 4);
    int columns = Math.min(area.width(), 76);
    Area box =
        new Area(
            area.column() + (area.width() - columns) / 2,
            area.row() + (area.height() - rows) / 2,
            columns,
            rows);
    for (int row = 0; row < rows; row++) {
      canvas.write(box, 0, row, " ".repeat(columns), Ink.TEXT);
    }
    Area inside = Frame.paint(canvas, box, "keys: " + title);
    Area list = inside.above(1);
    int row = 0;
    for (Offer offer : offers) {
      canvas.write(list, 1, row, CellWidth.fit(offer.binding().shown(), KEYS - 2), Ink.KEY);
      String help = offer.binding().help();
      String reason = offer.disabled();
      canvas.write(
          list,
          KEYS,
          row,
          reason == null ? help : help + " (not now: " + reason + ")",
          reason == null ? Ink.TEXT : Ink.DIM);
      row++;
    }
    canvas.write(inside, 1, inside.height() - 1, "any key closes this page", Ink.DIM);
  }
}
