package dev.lorabake.tui.lanterna;

import dev.lorabake.tui.paint.Area;
import dev.lorabake.tui.paint.Canvas;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Pictures in full, by the graphics protocol of kitty (sw.kovidgoyal.net/kitty/graphics-protocol),
 * over the half blocks that lie below.
 */
final class KittyGraphics implements Graphics {
  /** The protocol's limit of a portion. */
  private static final int PORTION = 4096;

  private static final String REMOVE_ALL = "\u001b_Ga=d,d=A,q=2\u001b\\";

  private final OutputStream out;
  private List<Canvas.Drawn> shown = List.of();

  KittyGraphics(OutputStream out) {
    this.out = out;
  }

  /** Its pictures lie over the cells, which need not be sent again. */
  @Override
  public List<Area> uncovered(List<Canvas.Drawn> next) {
    return List.of();
  }

  @Override
  public void show(List<Canvas.Drawn> pictures, boolean wiped) throws IOException {
    if (pictures.equals(shown) && (!wiped || pictures.isEmpty())) {
      return;
    }
    StringBuilder sent = new StringBuilder(REMOVE_ALL);
    for (Canvas.Drawn drawn : pictures) {
      append(sent, drawn);
    }
    out.write(sent.toString().getBytes(StandardCharsets.US_ASCII));
    out.flush();
    shown = pictures;
  }

  private static void append(StringBuilder sent, Canvas.Drawn drawn) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(drawn.picture(), "png", png);
    String data = Base64.getEncoder().encodeToString(png.toByteArray());
    Area area = drawn.area();
    sent.append("\u001b7\u001b[%d;%dH".formatted(area.row() + 1, area.column() + 1));
    for (int from = 0; from < data.length(); from += PORTION) {
      int end = Math.min(data.length(), from + PORTION);
      String first =
          from == 0 ? "a=T,f=100,C=1,q=2,c=%d,r=%d,".formatted(area.width(), area.height()) : "";
      sent.append("\u001b_G").append(first).append(end < data.length() ? "m=1;" : "m=0;");
      sent.append(data, from, end).append("\u001b\\");
    }
    sent.append("\u001b8");
  }
}
