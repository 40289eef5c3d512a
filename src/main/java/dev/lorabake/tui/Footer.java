package dev.lorabake.tui;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Ink;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last row: what can be done now, or a word for the user in its place. */
final class Footer {
  private Footer() {}

  static void paint(Canvas canvas, Area row, List<Offer> offers, App.@Nullable Notice notice) {
    if (notice != null) {
      canvas.write(row, 1, 0, notice.text(), notice.ink());
      return;
    }
    int column = 1;
    int help = 1 + width(canvas, App.HELP) + 2; // it leads to all that has no room
    for (Offer offer : offers) {
      Binding binding = offer.binding();
      String key = key(canvas, binding);
      int end = column + width(canvas, binding);
      int room = row.width() - (binding.equals(App.HELP) ? 0 : help);
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
