package dev.lorabake.tui;

import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Cell;
import dev.lorabake.tui.paint.Ink;
import dev.lorabake.tui.paint.Rgb;
import java.util.Locale;
import java.util.Objects;

/** A screen as an SVG picture, cell by cell, in the colours of a usual dark terminal. */
final class SvgPicture {
  private static final double WIDE = 8.4;
  private static final int HIGH = 17;
  private static final int BASE = 13;
  private static final String BACK = "#1d1f21";
  private static final String FRONT = "#d0d0d0";

  private final Canvas canvas;
  private final StringBuilder out = new StringBuilder();

  private SvgPicture(Canvas canvas) {
    this.canvas = canvas;
  }

  static String of(Canvas canvas) {
    return new SvgPicture(canvas).draw();
  }

  private String draw() {
    String width = number(canvas.width() * WIDE + 16);
    int height = canvas.height() * HIGH + 16;
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %s %d" width="%s" height="%d">
        <style>text{font:14px "DejaVu Sans Mono",Menlo,Consolas,monospace;white-space:pre}</style>
        <rect width="100%%" height="100%%" rx="8" fill="%s"/>
        <g transform="translate(8 8)">
        """
            .formatted(width, height, width, height, BACK));
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
    return out.append("</g>\n</svg>\n").toString();
  }

  /** Whether two cells can be drawn as one run: pixels only where they are the same. */
  private static boolean belong(Cell one, Cell other) {
    boolean alike =
        one.ink() == other.ink()
            && Objects.equals(one.front(), other.front())
            && Objects.equals(one.back(), other.back());
    return alike && (one.front() == null || one.glyph().equals(other.glyph()));
  }

  private void run(int row, int from, int end) {
    Cell first = canvas.cell(from, row);
    if (first.front() != null && first.glyph().equals("▀")) {
      box(from, end, row * HIGH, HIGH / 2.0, colour(first.front()));
      if (first.back() != null) {
        box(from, end, row * HIGH + HIGH / 2.0, HIGH / 2.0, colour(first.back()));
      }
      return;
    }
    boolean reversed = first.ink() == Ink.FOCUS;
    String back = reversed ? FRONT : first.back() == null ? null : colour(first.back());
    if (back != null) {
      box(from, end, row * HIGH, HIGH, back);
    }
    text(row, from, end, reversed ? BACK : front(first));
  }

  private void text(int row, int from, int end, String colour) {
    StringBuilder glyphs = new StringBuilder();
    int start = from;
    for (int column = from; column < end; column++) {
      glyphs.append(canvas.cell(column, row).glyph());
    }
    while (start < end && canvas.cell(start, row).glyph().equals(" ")) {
      start++;
    }
    String text = glyphs.toString().strip();
    if (text.isEmpty()) {
      return;
    }
    int last = end;
    while (canvas.cell(last - 1, row).glyph().equals(" ")) {
      last--;
    }
    boolean bold =
        switch (canvas.cell(from, row).ink()) {
          case TITLE, KEY -> true;
          case TEXT, DIM, FRAME, GOOD, WARNING, ERROR, ACTIVE, FOCUS, SECOND -> false;
        };
    out.append(
        "<text x=\"%s\" y=\"%d\" textLength=\"%s\" lengthAdjust=\"spacingAndGlyphs\" fill=\"%s\"%s>%s</text>\n"
            .formatted(
                number(start * WIDE),
                row * HIGH + BASE,
                number((last - start) * WIDE),
                colour,
                bold ? " font-weight=\"bold\"" : "",
                text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")));
  }

  private void box(int from, int end, double top, double height, String colour) {
    out.append(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\" shape-rendering=\"crispEdges\"/>\n"
            .formatted(
                number(from * WIDE),
                number(top),
                number((end - from) * WIDE),
                number(height),
                colour));
  }

  private static String front(Cell cell) {
    return cell.front() == null ? colour(cell.ink()) : colour(cell.front());
  }

  private static String colour(Ink ink) {
    return switch (ink) {
      case TEXT, TITLE, FOCUS -> FRONT;
      case DIM, FRAME -> "#7c7f83";
      case GOOD -> "#98c379";
      case WARNING -> "#e5c07b";
      case ERROR -> "#e06c75";
      case ACTIVE, KEY -> "#56b6c2";
      case SECOND -> "#c678dd";
    };
  }

  private static String colour(Rgb rgb) {
    return "#%02x%02x%02x".formatted(rgb.red(), rgb.green(), rgb.blue());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
  }
}
