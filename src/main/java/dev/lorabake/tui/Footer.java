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

  private static int cells(Binding binding) {
    return CellWidth.of(binding.keys().getFirst().shown()) + 1 + CellWidth.of(binding.label());
  }

  /** At the lower end of the area; a word that needs more rows takes them from the screen. */
  static void paint(Canvas canvas, Area all, List<Offer> offers, App.@Nullable Notice notice) {
    Area row = all.bottom(1);
    if (notice != null) {
      word(canvas, all, notice);
      return;
    }
    int column = 1;
    // kept free for the last one, which tells of all others
    int help = offers.isEmpty() ? 0 : cells(offers.getLast().binding()) + 2;
    for (Offer offer : offers) {
      Binding binding = offer.binding();
      String key = binding.keys().getFirst().shown();
      int end = column + cells(binding);
      boolean last = offer == offers.getLast();
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

  /** Whatever is told is told to its end: what to do about it stands there. */
  private static void word(Canvas canvas, Area all, App.Notice notice) {
    List<String> lines = Paragraph.lines(notice.text(), all.width() - 2);
    Area rows = all.bottom(lines.size());
    for (int row = 0; row < rows.height(); row++) {
      canvas.write(rows, 0, row, " ".repeat(rows.width()), Ink.TEXT);
      canvas.write(rows, 1, row, lines.get(row), notice.ink());
    }
  }
}
