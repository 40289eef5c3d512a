package dev.lorabake.tui.lanterna;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import dev.lorabake.tui.paint.Scaled;
import dev.lorabake.tui.sixel.Sixel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Pictures by DEC's sixel graphics. They have no names and no layer of their own: a cell that is
 * written takes its part of them away, which is how they are removed.
 */
final class SixelGraphics implements Graphics {
  /** As many pictures as a screen has, and those of a step to either side. */
  private static final int REMEMBERED = 12;

  private final OutputStream out;
  private final PixelSize cell;
  private final PixelSize largest;
  private final int colours;
  private List<Canvas.Drawn> shown = List.of();
  private final LinkedHashMap<Canvas.Drawn, byte[]> ready = new LinkedHashMap<>();

  /**
   * @param cell in pixels
   * @param largest that may be sent at once; larger ones go in parts
   * @param colours of one picture, 2 to 256
   */
  SixelGraphics(OutputStream out, PixelSize cell, PixelSize largest, int colours) {
    this.out = out;
    this.cell = cell;
    this.largest = largest;
    this.colours = colours;
  }

  @Override
  public List<Area> uncovered(List<Canvas.Drawn> next) {
    return shown.stream().filter(old -> !next.contains(old)).map(Canvas.Drawn::area).toList();
  }

  @Override
  public void show(List<Canvas.Drawn> pictures, boolean wiped) throws IOException {
    List<Area> uncovered = uncovered(pictures);
    for (Canvas.Drawn drawn : pictures) {
      boolean whole = uncovered.stream().noneMatch(drawn.area()::touches);
      if (wiped || !whole || !shown.contains(drawn)) {
        out.write(sequence(drawn));
      }
    }
    out.flush();
    shown = pictures;
  }

  private byte[] sequence(Canvas.Drawn drawn) {
    byte[] known = ready.remove(drawn);
    byte[] sequence = known == null ? encoded(drawn) : known;
    ready.putLast(drawn, sequence);
    if (ready.size() > REMEMBERED) {
      ready.pollFirstEntry();
    }
    return sequence;
  }

  private byte[] encoded(Canvas.Drawn drawn) {
    Area area = drawn.area();
    int width = area.width() * cell.width();
    int height = Math.max(1, drawn.halfRows() * cell.height() / 2);
    BufferedImage scaled = Scaled.of(drawn.picture(), width, height);
    int columns = Math.max(1, largest.width() / cell.width());
    int rows = Math.max(1, largest.height() / cell.height());
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    sent.writeBytes(ascii("\u001b7"));
    for (int row = 0; row < area.height(); row += rows) {
      for (int column = 0; column < area.width(); column += columns) {
        int x = column * cell.width();
        int y = row * cell.height();
        if (y >= height) {
          continue;
        }
        sent.writeBytes(
            ascii("\u001b[%d;%dH".formatted(area.row() + row + 1, area.column() + column + 1)));
        sent.writeBytes(
            Sixel.of(
                scaled.getSubimage(
                    x,
                    y,
                    Math.min(columns * cell.width(), width - x),
                    Math.min(rows * cell.height(), height - y)),
                colours));
      }
    }
    sent.writeBytes(ascii("\u001b8"));
    return sent.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
