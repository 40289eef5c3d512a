package dev.lorabake.tui;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last row: what can be done now, or a word for the user in its place. */
final class Footer {
  private Footer() {}

  /** At the lower end of the area; a word that needs more rows takes them from the screen. */
  static void paint(Canvas canvas, Area all, List<Offer> offers, App.@Nullable Notice notice) {
    Area row = all.bottom(1);
    if (notice != null) {
      // to its end: what to do about it stands there
      Paragraph.paintLowest(canvas, all, notice.text(), notice.ink());
      return;
    }
    int column = 1;
    // kept free for the last one, which tells of all others
    int help = offers.isEmpty() ? 0 : width(canvas, offers.getLast().binding()) + 2;
    for (Offer offer : offers) {
      Binding binding = offer.binding();
      String key = key(canvas, binding);
      int end = column + width(canvas, binding);
      int room = row.width() - (offer.equals(offers.getLast()) ? 0 : help);
      if (!binding.inFooter() || end > room) {
        continue;
      }
      canvas.write(row, column, 0, key, offer.isEnabled() ? Ink.KEY : Ink.DIM);
      canvas.write(
          row,
          column + CellWidth.of(key) + 1,
          0,
          binding.label(),
          offer.isEnabled() ? Ink.TEXT : Ink.DIM);
      canvas.clickable(
          new Area(row.column() + column, row.row(), end - column, 1),
          new Msg.Chosen(binding.id()));
      column = end + 2;
    }
  }

  private static String key(Canvas canvas, Binding binding) {
    return canvas.glyphs().key(binding.keys().getFirst().shown());
  }

  private static int width(Canvas canvas, Binding binding) {
    return CellWidth.of(key(canvas, binding)) + 1 + CellWidth.of(binding.label());
  }
}
