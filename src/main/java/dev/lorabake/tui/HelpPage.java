package dev.lorabake.tui;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.CellWidth;
import dev.lorabake.tui.paint.Frame;
import dev.lorabake.tui.paint.Glyphs;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Paragraph;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Every key of a screen with what it does, and why it does nothing now. */
final class HelpPage {
  private static final int KEYS = 14;
  private static final int WIDEST = 100;
  private static final int PAGE = 10;
  private static final int LEAST_HEIGHT = 12;

  private HelpPage() {}

  /** How far a key scrolls the page; 0 for one that closes it. */
  static int rows(Key key) {
    return switch (key.name()) {
      case UP -> -1;
      case DOWN -> 1;
      case PAGE_UP -> -PAGE;
      case PAGE_DOWN -> PAGE;
      case CHARACTER -> key.codePoint() == 'j' ? 1 : key.codePoint() == 'k' ? -1 : 0;
      case ENTER, ESCAPE, TAB, BACKSPACE, DELETE, INSERT, LEFT, RIGHT, HOME, END, F1, OTHER -> 0;
    };
  }

  /** A row of the page. */
  private record Line(String keys, String text, Ink ink) {}

  /**
   * Paints it over the area.
   *
   * @param first the row that it should begin with; it is filled to its end all the same
   */
  static void paint(Canvas canvas, Area area, String title, List<Offer> offers, int first) {
    int columns = Math.min(area.width(), WIDEST);
    boolean small = area.height() < LEAST_HEIGHT; // a frame would take what little there is
    List<Line> lines = lines(offers, columns - KEYS - (small ? 1 : 3), canvas.glyphs());
    int rows = small ? area.height() : Math.min(area.height(), lines.size() + 3);
    Area box =
        new Area(
            area.column() + (area.width() - columns) / 2,
            area.row() + (area.height() - rows) / 2,
            columns,
            rows);
    for (int row = 0; row < rows; row++) {
      canvas.write(box, 0, row, " ".repeat(columns), Ink.TEXT);
    }
    Area inside = small ? box : Frame.paint(canvas, box, "keys: " + title);
    Area list = inside.above(1);
    int from = Math.clamp(first, 0, Math.max(0, lines.size() - list.height()));
    for (int row = 0; row < list.height() && from + row < lines.size(); row++) {
      Line line = lines.get(from + row);
      canvas.write(list, 1, row, CellWidth.fit(line.keys(), KEYS - 2), Ink.KEY);
      canvas.write(list, KEYS, row, line.text(), line.ink());
    }
    boolean whole = lines.size() <= list.height();
    canvas.write(
        inside,
        1,
        inside.height() - 1,
        whole ? "any key closes this page" : more(canvas.glyphs()) + " scroll; Esc closes it",
        Ink.DIM);
  }

  private static String more(Glyphs glyphs) {
    return glyphs.key(Key.of(Key.Name.UP).shown())
        + " "
        + glyphs.key(Key.of(Key.Name.DOWN).shown());
  }

  /** What a key does is filled to the width, so that nothing of it is cut off. */
  private static List<Line> lines(List<Offer> offers, int width, Glyphs glyphs) {
    List<Line> lines = new ArrayList<>();
    for (Offer offer : offers) {
      String keys =
          offer.binding().keys().stream()
              .map(key -> glyphs.key(key.shown()))
              .distinct()
              .collect(Collectors.joining(" "));
      String reason = offer.disabled();
      String help = offer.binding().help();
      String text = reason == null ? help : help + " (not now: " + reason + ")";
      Ink ink = reason == null ? Ink.TEXT : Ink.DIM;
      for (String part : Paragraph.lines(text, width)) {
        lines.add(new Line(keys, part, ink));
        keys = "";
      }
    }
    return lines;
  }
}
