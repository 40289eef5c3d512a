package dev.lorabake.tui;

import dev.lorabake.tui.lanterna.ColourDepth;
import dev.lorabake.tui.lanterna.Theme;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Cell;
import dev.lorabake.tui.paint.Rgb;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A screen as an SVG picture, cell by cell, in the colours that the program's palette has in a
 * terminal of that theme. Frames, blocks and braille are drawn as shapes, one path a colour, so
 * that they join without gaps; words keep their column whatever font is there.
 */
final class SvgPicture {
  private static final int WIDE = 8;
  private static final int HIGH = 17;
  private static final int BASE = 13;
  private static final int MARGIN = 8;

  private final Canvas canvas;
  private final Theme theme;
  private final Map<String, StringBuilder> grounds = new LinkedHashMap<>();
  private final Map<String, StringBuilder> shapes = new LinkedHashMap<>();
  private final Map<String, StringBuilder> shades = new LinkedHashMap<>();
  private final Map<String, StringBuilder> words = new LinkedHashMap<>();

  private SvgPicture(Canvas canvas, Theme theme) {
    this.canvas = canvas;
    this.theme = theme;
  }

  static String of(Canvas canvas, Theme theme) {
    return new SvgPicture(canvas, theme).draw();
  }

  private String draw() {
    for (int row = 0; row < canvas.height(); row++) {
      for (int column = 0; column < canvas.width(); ) {
        int end = column + 1;
        while (end < canvas.width() && belong(canvas.cell(column, row), canvas.cell(end, row))) {
          end++;
        }
        run(row, column, end);
        column = end;
      }
    }
    int width = canvas.width() * WIDE + 2 * MARGIN;
    int height = canvas.height() * HIGH + 2 * MARGIN;
    StringBuilder out = new StringBuilder();
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %d" width="%s" height="%d">
        <style>text{font:13.3px "DejaVu Sans Mono",Menlo,Consolas,monospace}.b{font-weight:bold}</style>
        <rect width="100%%" height="100%%" rx="8" fill="%s"/>
        <g transform="translate(%d %d)">
        """
            .formatted(width, height, width, height, hex(theme.back()), MARGIN, MARGIN));
    paths(out, grounds, "");
    paths(out, shades, " fill-opacity=\".3\"");
    paths(out, shapes, "");
    words.forEach((look, texts) ->
        out.append("<g fill=\"%s>\n".formatted(look)).append(texts).append("</g>\n"));
    return out.append("</g>\n</svg>\n").toString();
  }

  private static void paths(StringBuilder out, Map<String, StringBuilder> all, String more) {
    all.forEach((colour, path) ->
        out.append(
                "<path fill=\"%s\"%s shape-rendering=\"crispEdges\" d=\"".formatted(colour, more))
            .append(path)
            .append("\"/>\n"));
  }

  /** Whether two cells can be drawn as one. */
  private static boolean belong(Cell one, Cell other) {
    boolean word = isWord(one) && isWord(other);
    boolean alike =
        one.ink() == other.ink()
            && Objects.equals(one.front(), other.front())
            && Objects.equals(one.back(), other.back());
    return alike && (word || one.glyph().equals(other.glyph()));
  }

  private static boolean isWord(Cell cell) {
    return cell.glyph().length() == 1
        && cell.glyph().charAt(0) > ' '
        && cell.glyph().charAt(0) < 127;
  }

  private void run(int row, int from, int end) {
    Cell cell = canvas.cell(from, row);
    Theme.Look look = theme.look(cell, ColourDepth.TRUE);
    String ink = hex(look.front());
    int x = from * WIDE;
    int y = row * HIGH;
    int width = (end - from) * WIDE;
    if (!look.back().equals(theme.back())) {
      box(grounds, hex(look.back()), x, y, width, HIGH);
    }
    String glyph = cell.glyph();
    int eighths = "▏▎▍▌▋▊▉█".indexOf(glyph) + 1;
    if (glyph.isBlank()) {
      return;
    } else if (eighths > 0) {
      box(shapes, ink, x, y, (end - from - 1) * WIDE + eighths, HIGH);
    } else if (glyph.equals("▀")) {
      box(shapes, ink, x, y, width, HIGH / 2 + 1);
    } else if (glyph.equals("░")) {
      box(shades, ink, x, y, width, HIGH);
    } else if (glyph.codePointAt(0) >= 0x2800 && glyph.codePointAt(0) <= 0x28FF) {
      for (int column = from; column < end; column++) {
        braille(ink, column * WIDE, y, glyph.codePointAt(0) - 0x2800);
      }
    } else if ("─━│┌┐└┘├┤".contains(glyph)) {
      frame(ink, glyph, x, y, end - from);
    } else {
      word(row, from, end, ink, look.bold());
    }
  }

  private void frame(String ink, String glyph, int x, int y, int cells) {
    int middle = WIDE / 2;
    int half = HIGH / 2;
    if ("─━".contains(glyph)) {
      box(shapes, ink, x, y + half, cells * WIDE, glyph.equals("━") ? 2 : 1);
      return;
    }
    for (int at = x; at < x + cells * WIDE; at += WIDE) {
      boolean above = "│└┘├┤".contains(glyph);
      boolean below = "│┌┐├┤".contains(glyph);
      int top = above ? y : y + half;
      box(shapes, ink, at + middle, top, 1, (below ? y + HIGH : y + half + 1) - top);
      if ("┌└├".contains(glyph)) {
        box(shapes, ink, at + middle + 1, y + half, WIDE - middle - 1, 1);
      } else if ("┐┘┤".contains(glyph)) {
        box(shapes, ink, at, y + half, middle, 1);
      }
    }
  }

  /** Two columns and four rows of dots; a bit for each, as Unicode numbers them. */
  private void braille(String ink, int x, int y, int dots) {
    int[] bits = {0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80};
    for (int i = 0; i < bits.length; i++) {
      if ((dots & bits[i]) != 0) {
        box(shapes, ink, x + 1 + i % 2 * 4, y + 1 + i / 2 * 4, 2, 2);
      }
    }
  }

  private void word(int row, int from, int end, String colour, boolean bold) {
    StringBuilder text = new StringBuilder();
    for (int column = from; column < end; column++) {
      text.append(canvas.cell(column, row).glyph());
    }
    boolean wide = end < canvas.width() && canvas.cell(end, row).glyph().isEmpty();
    words
        .computeIfAbsent(colour + (bold ? "\" class=\"b\"" : "\""), _ -> new StringBuilder())
        .append(
            "<text x=\"%d\" y=\"%d\" textLength=\"%d\">%s</text>\n"
                .formatted(
                    from * WIDE,
                    row * HIGH + BASE,
                    (end - from + (wide ? 1 : 0)) * WIDE,
                    text.toString()
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")));
  }

  private static void box(
      Map<String, StringBuilder> all, String colour, int x, int y, int width, int height) {
    all.computeIfAbsent(colour, _ -> new StringBuilder())
        .append("M%d %dh%dv%dh%dz".formatted(x, y, width, height, -width));
  }

  private static String hex(Rgb rgb) {
    return "#%02x%02x%02x".formatted(rgb.red(), rgb.green(), rgb.blue());
  }
}
