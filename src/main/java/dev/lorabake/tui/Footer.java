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

  private static int cells(Binding binding) {
    return CellWidth.of(binding.keys().getFirst().shown()) + 1 + CellWidth.of(binding.label());
  }

  static void paint(Canvas canvas, Area row, List<Offer> offers, App.@Nullable Notice notice) {
    if (notice != null) {
      canvas.write(row, 1, 0, notice.text(), notice.ink());
      return;
    }
    int column = 1;
    // kept free for the last one, which tells of all others
    int help = offers.isEmpty() ? 0 : cells(offers.getLast().binding()) + 2;
    for (Offer offer : offers) {
      Binding binding = offer.binding();
      String key = binding.keys().getFirst().shown();
      int end = column + cells(binding);
      boolean last = offer.equals(offers.getLast());
      if (!binding.inFooter() || end + (last ? 0 : help) > row.width()) {
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
}
