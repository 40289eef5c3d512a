package dev.lorabake.tui;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    for (Offer offer : fitting(canvas, offers, row.width())) {
      Binding binding = offer.binding();
      String key = key(canvas, binding);
      int end = column + width(canvas, binding);
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

  /**
   * What there is room for, in its order: before all others the last, which tells of them, and what
   * can be done now before what cannot.
   */
  private static List<Offer> fitting(Canvas canvas, List<Offer> offers, int cells) {
    List<Offer> wanted = offers.stream().filter(offer -> offer.binding().inFooter()).toList();
    List<Offer> first =
        new ArrayList<>(wanted.subList(Math.max(0, wanted.size() - 1), wanted.size()));
    wanted.stream().filter(Offer::isEnabled).forEach(first::add);
    first.addAll(wanted);
    Set<Offer> taken = new HashSet<>();
    int end = 1;
    for (Offer offer : first) {
      int width = width(canvas, offer.binding());
      if (end + width <= cells && taken.add(offer)) {
        end += width + 2;
      }
    }
    return wanted.stream().filter(taken::contains).toList();
  }

  private static String key(Canvas canvas, Binding binding) {
    return canvas.glyphs().key(binding.keys().getFirst().shown());
  }

  private static int width(Canvas canvas, Binding binding) {
    return CellWidth.of(key(canvas, binding)) + 1 + CellWidth.of(binding.label());
  }
}
